using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Audit.Receipts;

/// <summary>Writes receipts for those who may see the case.</summary>
public sealed class ReceiptService(AppDbContext db, CaseService cases)
{
    /// <exception cref="RuleViolation">There is no such case for this person, or no such entry.</exception>
    public async Task<Receipt> OfAsync(
        string caseNumber, int sequence, CancellationToken cancellation = default)
    {
        var id = await cases.Visible()
            .Where(file => file.Number == caseNumber)
            .Select(file => (Guid?)file.Id)
            .FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", caseNumber);
        var entry = await db.AuditEntries.AsNoTracking()
            .FirstOrDefaultAsync(row => row.CaseId == id && row.Sequence == sequence, cancellation)
            ?? throw RuleViolation.NotFound("ReceiptUnknown", caseNumber, sequence);
        return new Receipt(Receipt.CurrentForm, caseNumber, entry, await AnchorOfAsync(entry, cancellation));
    }

    private async Task<ReceiptAnchor?> AnchorOfAsync(AuditEntry entry, CancellationToken cancellation)
    {
        var leaf = await db.AnchorLeaves.AsNoTracking().FirstOrDefaultAsync(
            row => row.CaseId == entry.CaseId && row.First <= entry.Sequence && row.Last >= entry.Sequence,
            cancellation);
        if (leaf is null) return null;
        var anchor = await db.AuditAnchors.AsNoTracking()
            .FirstAsync(row => row.Ordinal == leaf.AnchorOrdinal, cancellation);
        var hashes = await db.AuditEntries
            .Where(row => row.CaseId == leaf.CaseId && row.Sequence >= leaf.First && row.Sequence <= leaf.Last)
            .OrderBy(row => row.Sequence)
            .Select(row => row.Hash!)
            .ToListAsync(cancellation);
        return new ReceiptAnchor(anchor, leaf.First, hashes, await db.PathOfAsync(leaf, cancellation));
    }
}

internal static class LeafPaths
{
    public static async Task<IReadOnlyList<MerkleStep>> PathOfAsync(
        this AppDbContext db, AnchorLeaf leaf, CancellationToken cancellation)
    {
        var leaves = await db.AnchorLeaves
            .Where(row => row.AnchorOrdinal == leaf.AnchorOrdinal)
            .OrderBy(row => row.Position)
            .Select(row => row.Hash)
            .ToArrayAsync(cancellation);
        return MerkleTree.Path(leaves, leaf.Position);
    }
}
