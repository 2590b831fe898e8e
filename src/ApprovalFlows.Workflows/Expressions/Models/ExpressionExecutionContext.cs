using System.Diagnostics.CodeAnalysis;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Expressions.Models;

/// <summary>What an expression can reach: services and the memory of its activity and ancestors.</summary>
public sealed class ExpressionExecutionContext(
    IServiceProvider serviceProvider,
    MemoryRegister memory,
    ActivityExecutionContext? activity = null,
    CancellationToken cancellationToken = default)
{
    private Dictionary<object, object>? transientProperties;

    public IServiceProvider ServiceProvider { get; } = serviceProvider;
    public MemoryRegister Memory { get; } = memory;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public IDictionary<object, object> TransientProperties => transientProperties ??= [];

    public ExpressionExecutionContext? ParentContext =>
        activity?.ParentActivityExecutionContext?.ExpressionExecutionContext;

    internal ActivityExecutionContext? Activity => activity;

    /// <summary>Inputs evaluated without a run, while the triggers of a definition are computed.</summary>
    internal IReadOnlyDictionary<Workflows.Models.Input, object?>? TriggerInputs { get; set; }

    public T GetRequiredService<T>()
        where T : notnull => ServiceProvider.GetRequiredService<T>();

    public MemoryBlock GetBlock(MemoryBlockReference reference) =>
        TryGetBlock(reference, out var block)
            ? block
            : throw new InvalidOperationException(
                $"There is no value in memory for the reference '{reference.Id}'.");

    public bool TryGetBlock(
        MemoryBlockReference reference, [MaybeNullWhen(false)] out MemoryBlock block) =>
        activity is null
            ? Memory.TryGetBlock(reference.Id, out block)
            : activity.TryFindBlock(reference.Id, out block);

    public object? Get(MemoryBlockReference reference) => GetBlock(reference).Value;

    public T? Get<T>(MemoryBlockReference reference) => Get(reference).ConvertTo<T>();

    public T? Get<T>(Workflows.Models.Input<T>? input) =>
        activity is not null ? activity.Get(input)
        : input is not null && TriggerInputs?.TryGetValue(input, out var value) == true
            ? value.ConvertTo<T>()
            : default;

    public bool TryGet(MemoryBlockReference reference, out object? value)
    {
        var found = TryGetBlock(reference, out var block);
        value = block?.Value;
        return found;
    }

    public void Set(MemoryBlockReference reference, object? value)
    {
        if (TryGetBlock(reference, out var block))
            block.Value = value;
        else
            Memory.Declare(reference).Value = value;
    }
}
