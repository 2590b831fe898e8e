using System.Data;
using System.Runtime.CompilerServices;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApprovalFlows.Core.Audit.Verification;

/// <summary>
/// The evidence of a whole database, a few hundred cases at a time, all seen at one moment, so that it may
/// be checked while people work.
/// </summary>
public sealed class DatabaseEvidence(AppDbContext db) : IEvidenceSource, IAsyncDisposable
{
    private const int CasesAtOnce = 500;
    private const int MaxOddments = 1_000;
    private IDbContextTransaction? moment;

    public async Task<IReadOnlyList<PublicKeyEntry>> KeysAsync(CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        var keys = await db.AuditKeys.AsNoTracking().OrderBy(key => key.Ordinal).ToListAsync(cancellation);
        return [.. keys.Select(PublicKeys.EntryOf)];
    }

    public async IAsyncEnumerable<AnchorEvidence> AnchorsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var last = 0; ;)
        {
            var after = last;
            var anchor = await db.AuditAnchors.AsNoTracking()
                .Where(row => row.Ordinal > after)
                .OrderBy(row => row.Ordinal)
                .FirstOrDefaultAsync(cancellation);
            if (anchor is null) yield break;
            last = anchor.Ordinal;
            yield return new AnchorEvidence(anchor, await db.AnchorLeaves.AsNoTracking()
                .Where(leaf => leaf.AnchorOrdinal == anchor.Ordinal)
                .OrderBy(leaf => leaf.Position)
                .ToListAsync(cancellation));
        }
    }

    public async IAsyncEnumerable<CaseEvidence> CasesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (Guid? last = null; ;)
        {
            var heads = await HeadsAsync(last, cancellation);
            if (heads.Count == 0) yield break;
            last = heads[^1].Id;
            var ids = heads.Select(head => head.Id).ToList();
            var entries = (await db.AuditEntries.AsNoTracking()
                .Where(entry => ids.Contains(entry.CaseId))
                .ToListAsync(cancellation)).ToLookup(entry => entry.CaseId);
            var leaves = (await db.AnchorLeaves.AsNoTracking()
                .Where(leaf => ids.Contains(leaf.CaseId))
                .ToListAsync(cancellation)).ToLookup(leaf => leaf.CaseId);
            foreach (var head in heads)
            {
                yield return new CaseEvidence(
                    head,
                    [.. entries[head.Id].OrderBy(entry => entry.Sequence)],
                    [.. leaves[head.Id].OrderBy(leaf => leaf.Last).Select(leaf => new AnchoredLeaf(leaf))]);
            }
        }
    }

    public async IAsyncEnumerable<AuditProblem> OddmentsAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var orphans = await db.AuditEntries.AsNoTracking()
            .Where(entry => !db.Cases.Any(file => file.Id == entry.CaseId))
            .Take(MaxOddments)
            .ToListAsync(cancellation);
        foreach (var orphan in orphans)
        {
            yield return new(
                AuditProblemKind.Inserted, $"case {orphan.CaseId}", orphan.Sequence, "there is no such case");
        }

        var gone = await db.AnchorLeaves.AsNoTracking()
            .Where(leaf => !db.Cases.Any(file => file.Id == leaf.CaseId))
            .Take(MaxOddments)
            .ToListAsync(cancellation);
        foreach (var leaf in gone)
        {
            yield return new(
                AuditProblemKind.Deleted,
                leaf.CaseNumber,
                null,
                $"the whole case is gone; anchor {leaf.AnchorOrdinal} covers its entries {leaf.First} to {leaf.Last}");
        }

        var told = gone.Select(leaf => leaf.CaseNumber).ToHashSet();
        await foreach (var number in new NumberGaps(db).FindAsync(cancellation).Take(MaxOddments))
        {
            if (!told.Contains(number))
                yield return new(AuditProblemKind.CaseMissing, number, null, "the number was given out to a case");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (moment is not null) await moment.DisposeAsync();
    }

    private async Task<List<CaseHead>> HeadsAsync(Guid? last, CancellationToken cancellation)
    {
        var files = db.Cases.AsNoTracking();
        if (last is { } after) files = files.Where(file => file.Id.CompareTo(after) > 0);
        var rows = await files.OrderBy(file => file.Id).Take(CasesAtOnce).ToListAsync(cancellation);
        return [.. rows.Select(HeadOf)];
    }

    public static CaseHead HeadOf(Cases.Case file) => new(
        file.Id,
        file.Number,
        file.AuditCount,
        file.AuditHash,
        file.AuditKeyId,
        file.AuditSignature,
        file.Status.ToString(),
        Sha256.Of(file.Values));

    // On SQLite an ordinary transaction would keep every writer out for as long as the check takes.
    private async Task BeginAsync(CancellationToken cancellation)
    {
        if (moment is not null) return;
        await db.Database.OpenConnectionAsync(cancellation);
        if (db.Database.GetDbConnection() is SqliteConnection sqlite)
            moment = await db.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), cancellation);
        else
            moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
    }
}
