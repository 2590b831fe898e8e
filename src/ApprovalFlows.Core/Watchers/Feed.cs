using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Watchers;

/// <summary>From when to when a run looks; everything where nobody knows what was looked at before.</summary>
/// <param name="Since">The end of the last complete run.</param>
/// <param name="Now">The run itself.</param>
public sealed record WatchWindow(DateTimeOffset? Since, DateTimeOffset Now)
{
    /// <summary>What others had not committed when the last run looked has an earlier time than it.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    public DateOnly Today => ChinaTime.DateOf(Now);

    /// <summary>The last day that was looked at; the day itself is looked at again.</summary>
    public DateOnly? SinceDay => Since is { } at ? ChinaTime.DateOf(at) : null;

    public DateTimeOffset? SinceActs => Since - Overlap;
}

/// <summary>Where a keyset stands; a day or an instant, then the id.</summary>
internal sealed record FeedPlace(DateOnly Day, DateTimeOffset At, Guid Id)
{
    public static FeedPlace Start { get; } = new(DateOnly.MinValue, DateTimeOffset.MinValue, Guid.Empty);
}

internal sealed record FeedRow(FeedPlace Place, Guid? WorkerId, Guid? FirmId);

/// <summary>Rows along an index, a page at a time, each read in a scope of its own.</summary>
internal delegate Task<List<FeedRow>> Feed(
    AppDbContext db, FeedPlace after, int size, CancellationToken cancellation);

/// <summary>Where what may be due is found, each along one index.</summary>
internal static class Feeds
{
    public static Feed Ends(string kind, DateOnly from, DateOnly to) => async (db, after, size, cancellation) =>
    {
        var (day, id) = (after.Day < from ? from : after.Day, after.Id);
        var rows = await db.Certificates.AsNoTracking()
            .Where(paper => paper.Kind == kind && paper.ValidTo >= day && paper.ValidTo <= to
                && (paper.ValidTo > day || paper.Id > id))
            .OrderBy(paper => paper.ValidTo).ThenBy(paper => paper.Id)
            .Select(paper => new { Day = paper.ValidTo, paper.Id, paper.WorkerId, paper.EnterpriseId })
            .Take(size).ToListAsync(cancellation);
        return [.. rows.Select(row => Row(row.Day, row.Id, row.WorkerId, row.EnterpriseId))];
    };

    public static Feed Starts(string kind, DateOnly from, DateOnly to) => async (db, after, size, cancellation) =>
    {
        var (day, id) = (after.Day < from ? from : after.Day, after.Id);
        var rows = await db.Certificates.AsNoTracking()
            .Where(paper => paper.Kind == kind && paper.ValidFrom >= day && paper.ValidFrom <= to
                && (paper.ValidFrom > day || paper.Id > id))
            .OrderBy(paper => paper.ValidFrom).ThenBy(paper => paper.Id)
            .Select(paper => new { Day = paper.ValidFrom, paper.Id, paper.WorkerId, paper.EnterpriseId })
            .Take(size).ToListAsync(cancellation);
        return [.. rows.Select(row => Row(row.Day, row.Id, row.WorkerId, row.EnterpriseId))];
    };

    /// <summary>Ended by somebody, as of a day.</summary>
    public static Feed Stopped(IReadOnlyList<string> kinds, DateOnly from, DateOnly to) =>
        async (db, after, size, cancellation) =>
        {
            var (day, id) = (after.Day < from ? from : after.Day, after.Id);
            var rows = await db.Certificates.AsNoTracking()
                .Where(paper => paper.EndedOn != null && paper.EndedOn >= day && paper.EndedOn <= to
                    && (paper.EndedOn > day || paper.Id > id) && kinds.Contains(paper.Kind))
                .OrderBy(paper => paper.EndedOn).ThenBy(paper => paper.Id)
                .Select(paper => new { Day = paper.EndedOn!.Value, paper.Id, paper.WorkerId, paper.EnterpriseId })
                .Take(size).ToListAsync(cancellation);
            return [.. rows.Select(row => Row(row.Day, row.Id, row.WorkerId, row.EnterpriseId))];
        };

    /// <summary>Whatever was done to papers, whenever it counts from.</summary>
    public static Feed Acts(IReadOnlyList<string> kinds, DateTimeOffset since) =>
        async (db, after, size, cancellation) =>
        {
            var (at, id) = (after.At < since ? since : after.At, after.Id);
            var rows = await db.CertificateEntries.AsNoTracking()
                .Where(entry => entry.At >= at && (entry.At > at || entry.Id > id))
                .OrderBy(entry => entry.At).ThenBy(entry => entry.Id)
                .Join(db.Certificates, entry => entry.CertificateId, paper => paper.Id, (entry, paper) =>
                    new { entry.At, entry.Id, paper.Kind, paper.WorkerId, paper.EnterpriseId })
                .OrderBy(row => row.At).ThenBy(row => row.Id)
                .Take(size).ToListAsync(cancellation);
            return [.. rows.Select(row => kinds.Contains(row.Kind)
                ? Row(row.At, row.Id, row.WorkerId, row.EnterpriseId)
                : Row(row.At, row.Id, null, null))];
        };

    /// <summary>Suspensions that begin or end on a day. They are few.</summary>
    public static Feed Suspensions(IReadOnlyList<string> kinds, DateOnly from, DateOnly to) =>
        async (db, after, size, cancellation) =>
        {
            var id = after.Id;
            var rows = await db.CertificateSuspensions.AsNoTracking()
                .Where(row => row.Id > id && ((row.From >= from && row.From <= to)
                    || (row.Until != null && row.Until >= from && row.Until <= to)))
                .OrderBy(row => row.Id)
                .Join(db.Certificates, row => row.CertificateId, paper => paper.Id, (row, paper) =>
                    new { row.Id, paper.Kind, paper.WorkerId, paper.EnterpriseId })
                .OrderBy(row => row.Id)
                .Take(size).ToListAsync(cancellation);
            return [.. rows.Select(row => kinds.Contains(row.Kind)
                ? Row(DateOnly.MinValue, row.Id, row.WorkerId, row.EnterpriseId)
                : Row(DateOnly.MinValue, row.Id, null, null))];
        };

    public static Feed Entries(DateTimeOffset from, DateTimeOffset to) => async (db, after, size, cancellation) =>
    {
        var (at, id) = (after.At < from ? from : after.At, after.Id);
        var rows = await db.Crossings.AsNoTracking()
            .Where(row => row.At >= at && row.At <= to && (row.At > at || row.Id > id)
                && row.Direction == CrossingDirection.Entry)
            .OrderBy(row => row.At).ThenBy(row => row.Id)
            .Select(row => new { row.At, row.Id, row.WorkerId })
            .Take(size).ToListAsync(cancellation);
        return [.. rows.Select(row => Row(row.At, row.Id, row.WorkerId, null))];
    };

    public static Feed Recorded(DateTimeOffset since) => async (db, after, size, cancellation) =>
    {
        var (at, id) = (after.At < since ? since : after.At, after.Id);
        var rows = await db.Crossings.AsNoTracking()
            .Where(row => row.RecordedAt >= at && (row.RecordedAt > at || row.Id > id))
            .OrderBy(row => row.RecordedAt).ThenBy(row => row.Id)
            .Select(row => new { row.RecordedAt, row.Id, row.WorkerId })
            .Take(size).ToListAsync(cancellation);
        return [.. rows.Select(row => Row(row.RecordedAt, row.Id, row.WorkerId, null))];
    };

    public static Feed Voided(DateTimeOffset since) => async (db, after, size, cancellation) =>
    {
        var id = after.Id;
        var rows = await db.Crossings.AsNoTracking()
            .Where(row => row.VoidedAt != null && row.VoidedAt >= since && row.Id > id)
            .OrderBy(row => row.Id)
            .Select(row => new { row.Id, row.WorkerId })
            .Take(size).ToListAsync(cancellation);
        return [.. rows.Select(row => Row(DateOnly.MinValue, row.Id, row.WorkerId, null))];
    };

    public static Feed Firms() => FirmsOf(data => data.Enterprises.Select(row => row.Id));

    public static Feed FirmsOf(Func<AppDbContext, IQueryable<Guid>> firms) => async (db, after, size, cancellation) =>
    {
        var id = after.Id;
        var rows = await firms(db).Where(row => row > id).Distinct().OrderBy(row => row)
            .Take(size).ToListAsync(cancellation);
        return [.. rows.Select(row => Row(DateOnly.MinValue, row, null, row))];
    };

    public static bool IsOfFirm(string kind) => CertificateKinds.Find(kind)?.Holder == HolderKind.Enterprise;

    private static FeedRow Row(DateOnly day, Guid id, Guid? worker, Guid? firm) =>
        new(new FeedPlace(day, DateTimeOffset.MinValue, id), worker, firm);

    private static FeedRow Row(DateTimeOffset at, Guid id, Guid? worker, Guid? firm) =>
        new(new FeedPlace(DateOnly.MinValue, at, id), worker, firm);
}
