using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Audit.Anchors;

/// <summary>Puts what was recorded since the last anchor under a new one.</summary>
public sealed class AnchorService(AppDbContext db, AuditKeyring keys, TimeProvider time)
{
    /// <summary>What is left comes under the next anchor at once.</summary>
    public const int MaxLeaves = 10_000;

    private const int CasesAtOnce = 500;

    /// <returns>How many cases the new anchor covers; 0 when nothing was to be anchored.</returns>
    public async Task<int> AnchorAsync(int maxLeaves = MaxLeaves, CancellationToken cancellation = default)
    {
        var moved = await MovedAsync(maxLeaves, cancellation);
        if (moved.Count == 0) return 0;
        var last = await db.AuditAnchors.AsNoTracking()
            .OrderByDescending(anchor => anchor.Ordinal).FirstOrDefaultAsync(cancellation);
        var ordinal = (last?.Ordinal ?? 0) + 1;
        var leaves = new List<AnchorLeaf>(moved.Count);
        foreach (var part in moved.Chunk(CasesAtOnce))
            await AddLeavesAsync(leaves, part, ordinal, cancellation);
        db.AnchorLeaves.AddRange(leaves);
        var key = await keys.CurrentAsync(db, cancellation);
        db.AuditAnchors.Add(Sign(key, ordinal, [.. leaves.Select(leaf => leaf.Hash)], last?.Hash));
        return leaves.Count;
    }

    private AuditAnchor Sign(SigningKey key, int ordinal, string[] leaves, string? previous)
    {
        var at = Instant.Of(time.GetUtcNow());
        var root = MerkleTree.Root(leaves);
        var before = previous ?? EntryForm.Genesis;
        var hash = AuditAnchor.ComputeHash(ordinal, at, leaves.Length, root, before);
        return new AuditAnchor
        {
            Ordinal = ordinal,
            At = at,
            LeafCount = leaves.Length,
            Root = root,
            Previous = before,
            Hash = hash,
            KeyId = key.Id,
            Signature = key.Sign(hash),
        };
    }

    private async Task<List<Moved>> MovedAsync(int maxLeaves, CancellationToken cancellation)
    {
        var moved = await db.Cases
            .Where(file => file.AuditHash != null)
            .Select(file => new
            {
                file.Id,
                file.Number,
                file.AuditCount,
                Anchored = db.AnchorLeaves.Where(leaf => leaf.CaseId == file.Id).Max(leaf => (int?)leaf.Last) ?? 0,
            })
            .Where(file => file.Anchored < file.AuditCount)
            .OrderBy(file => file.Id)
            .Take(maxLeaves)
            .ToListAsync(cancellation);
        return [.. moved.Select(file => new Moved(file.Id, file.Number, file.Anchored, file.AuditCount))];
    }

    private async Task AddLeavesAsync(
        List<AnchorLeaf> leaves, Moved[] moved, int ordinal, CancellationToken cancellation)
    {
        var ids = moved.Select(file => file.Id).ToList();
        var entries = (await db.AuditEntries.AsNoTracking()
            .Where(entry => ids.Contains(entry.CaseId) && entry.Hash != null)
            .Select(entry => new { entry.CaseId, entry.Sequence, entry.Hash })
            .ToListAsync(cancellation)).ToLookup(entry => entry.CaseId);
        foreach (var file in moved)
        {
            var hashes = entries[file.Id]
                .Where(entry => entry.Sequence > file.Anchored && entry.Sequence <= file.Count)
                .OrderBy(entry => entry.Sequence)
                .Select(entry => entry.Hash!)
                .ToList();
            leaves.Add(new AnchorLeaf
            {
                AnchorOrdinal = ordinal,
                Position = leaves.Count,
                CaseId = file.Id,
                CaseNumber = file.Number,
                First = file.Anchored + 1,
                Last = file.Count,
                Hash = AnchorLeaf.HashOf(file.Id, file.Number, file.Anchored + 1, hashes),
            });
        }
    }

    private sealed record Moved(Guid Id, string Number, int Anchored, int Count);
}
