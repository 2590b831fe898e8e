using System.Diagnostics.CodeAnalysis;

namespace ApprovalFlows.Workflows.Memory;

/// <summary>The blocks one activity execution owns. Small, so a list beats a dictionary.</summary>
public sealed class MemoryRegister
{
    private List<KeyValuePair<string, MemoryBlock>>? blocks;

    public int Count => blocks?.Count ?? 0;

    internal IReadOnlyList<KeyValuePair<string, MemoryBlock>> Blocks => blocks ?? [];

    public bool TryGetBlock(string id, [MaybeNullWhen(false)] out MemoryBlock block)
    {
        if (blocks is not null)
            foreach (var (key, candidate) in blocks)
                if (string.Equals(key, id, StringComparison.Ordinal))
                {
                    block = candidate;
                    return true;
                }

        block = null;
        return false;
    }

    public MemoryBlock Declare(Variable variable)
    {
        Remove(variable.Id);
        var block = new MemoryBlock(variable.ParsedDefault(), variable);
        (blocks ??= []).Add(new(variable.Id, block));
        return block;
    }

    public MemoryBlock Declare(MemoryBlockReference reference)
    {
        if (reference is Variable variable)
            return Declare(variable);
        if (TryGetBlock(reference.Id, out var existing))
            return existing;
        var block = reference.Declare();
        (blocks ??= []).Add(new(reference.Id, block));
        return block;
    }

    internal void Remove(string id) =>
        blocks?.RemoveAll(pair => string.Equals(pair.Key, id, StringComparison.Ordinal));
}
