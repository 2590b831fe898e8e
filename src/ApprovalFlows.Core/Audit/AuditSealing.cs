using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApprovalFlows.Core.Audit;

/// <summary>
/// The one door through which evidence is written: chains and signs every new entry in the save that
/// writes it, and lets none be changed or removed. Two writers of one case meet at its revision.
/// </summary>
public sealed class AuditSealing(AuditKeyring keys) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        var db = (AppDbContext)eventData.Context!;
        var added = AddedTo(db);
        if (added.Count > 0)
        {
            var key = await keys.CurrentAsync(db, cancellationToken);
            var cases = db.ChangeTracker.Entries<Case>().ToDictionary(file => file.Entity.Id);
            foreach (var chain in added.GroupBy(entry => entry.Entity.CaseId))
                Seal(cases.GetValueOrDefault(chain.Key), chain, key);
        }

        return result;
    }

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData, InterceptionResult<int> result) =>
        AddedTo((AppDbContext)eventData.Context!).Count == 0
            ? result
            : throw new InvalidOperationException("Evidence is saved by SaveChangesAsync only.");

    private static List<EntityEntry<AuditEntry>> AddedTo(AppDbContext db)
    {
        var added = new List<EntityEntry<AuditEntry>>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.Entity is not (AuditEntry or AuditAnchor or AnchorLeaf)) continue;
            var audit = entry.Entity as AuditEntry;
            var isSealedNow = audit is { Form: 0 }
                && entry.State is (EntityState.Added or EntityState.Modified);
            if (isSealedNow) added.Add(db.Entry(audit!));
            else if (entry.State is EntityState.Modified or EntityState.Deleted)
                throw new InvalidOperationException("Evidence is never changed and never removed.");
        }

        return added;
    }

    private static void Seal(
        EntityEntry<Case>? file, IEnumerable<EntityEntry<AuditEntry>> chain, SigningKey key)
    {
        if (file is null)
            throw new InvalidOperationException("An entry of evidence is added by its case only (Case.Record).");
        var number = file.Entity.Number;
        foreach (var added in chain.OrderBy(entry => entry.Entity.Sequence))
        {
            var entry = added.Entity;
            added.Property(row => row.Form).CurrentValue = AuditEntry.CurrentForm;
            added.Property(row => row.Previous).CurrentValue = file.Entity.AuditHash ?? EntryForm.Genesis;
            var hash = EntryForm.HashOf(entry, number);
            added.Property(row => row.Hash).CurrentValue = hash;
            added.Property(row => row.KeyId).CurrentValue = key.Id;
            added.Property(row => row.Signature).CurrentValue = key.Sign(hash);
            file.Property(row => row.AuditHash).CurrentValue = hash;
        }

        var head = EntryForm.HeadHash(
            file.Entity.Id, number, file.Entity.AuditCount, file.Entity.AuditHash);
        file.Property(row => row.AuditKeyId).CurrentValue = key.Id;
        file.Property(row => row.AuditSignature).CurrentValue = key.Sign(head);
    }
}
