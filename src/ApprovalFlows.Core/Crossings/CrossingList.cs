using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Crossings;

public sealed record CrossingRow(
    Guid Id,
    DateTimeOffset At,
    CrossingDirection Direction,
    string Port,
    string DocumentKind,
    string DocumentNumber,
    Guid? WorkerId,
    string? Worker,
    bool UsedUpPermit,
    DateTimeOffset? VoidedAt,
    string? VoidReason);

public sealed record CrossingPage(IReadOnlyList<CrossingRow> Items, Guid? Next);

/// <summary>The stamps of the last days, for those who see movements: border inspection and police.</summary>
public sealed class CrossingList(AppDbContext db, CurrentActor current)
{
    public const int PageSize = 50;

    public static bool MayRead(Actor actor) => Visibility.Of(actor)
        .Any(row => row is { Scope: SightScope.All, Crossing: Sight.Full });

    /// <param name="text">A number of a document.</param>
    /// <param name="onlyUnmatched">Only what belongs to nobody in the register.</param>
    /// <param name="after">The last one of the page before.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<CrossingPage> ListAsync(
        string? text, bool onlyUnmatched, Guid? after, CancellationToken cancellation = default)
    {
        if (!MayRead(current.Actor)) throw RuleViolation.Forbidden("NotAllowed");
        var rows = db.Crossings.AsNoTracking();
        if (PlainText.Of(text)?.ToUpperInvariant() is { } number)
            rows = rows.Where(row => row.DocumentNumber == number);

        if (onlyUnmatched) rows = rows.Where(row => row.WorkerId == null && row.VoidedAt == null);
        if (after is { } id && await db.Crossings.FindAsync([id], cancellation) is { At: var at })
            rows = rows.Where(row => row.At <= at && (row.At < at || row.Id < id));
        var found = await (
            from row in rows
            join worker in db.Workers on row.WorkerId equals worker.Id into known
            from worker in known.DefaultIfEmpty()
            orderby row.At descending, row.Id descending
            select new { row, Name = worker == null ? null : worker.NameOriginal })
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        var hasMore = found.Count > PageSize;
        if (hasMore) found.RemoveAt(PageSize);
        return new CrossingPage(
            [.. found.Select(one => ToRow(one.row, one.Name))], hasMore ? found[^1].row.Id : null);
    }

    private static CrossingRow ToRow(Crossing row, string? name) => new(
        row.Id,
        row.At,
        row.Direction,
        row.Port,
        row.DocumentKind,
        WorkerMask.Show(WorkerFields.DocumentNumber, row.DocumentNumber, Sight.Read) ?? "",
        row.WorkerId,
        name,
        row.UsedUpId is not null,
        row.VoidedAt,
        row.VoidReason);
}
