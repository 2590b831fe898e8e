using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Audit;

/// <summary>What has to be true of the evidence before the first request.</summary>
public sealed class AuditStart(AppDbContext db, AuditKeyring keys)
{
    /// <summary>
    /// The first start makes the key and seals, as they are found that day, the entries that were recorded
    /// before there were chains. No later start does: an unsealed entry is a forged one then.
    /// </summary>
    /// <exception cref="AuditKeyUnusableException">The private key is not at hand.</exception>
    public async Task EnsureKeyAsync(CancellationToken cancellation = default)
    {
        var isFirst = !await db.AuditKeys.AnyAsync(cancellation);
        await keys.CurrentAsync(db, cancellation);
        if (isFirst) await SealOldAsync(cancellation);
    }

    /// <exception cref="AuditKeyUnusableException">The key that has to sign the next is not at hand.</exception>
    public Task<AuditKey> RotateAsync(CancellationToken cancellation = default) =>
        keys.RotateAsync(db, cancellation);

    public Task ExportKeysAsync(CancellationToken cancellation = default) =>
        keys.ExportAsync(db, cancellation);

    private async Task SealOldAsync(CancellationToken cancellation)
    {
        await db.Cases.Where(file => file.AuditHash == null && file.AuditCount > 0).LoadAsync(cancellation);
        var entries = await db.AuditEntries
            .Where(entry => db.Cases.Any(file => file.Id == entry.CaseId && file.AuditHash == null))
            .ToListAsync(cancellation);
        foreach (var entry in entries) db.Entry(entry).Property(row => row.Form).IsModified = true;
    }
}
