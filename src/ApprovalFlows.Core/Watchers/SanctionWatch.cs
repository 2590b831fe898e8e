using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>
/// J16: decisions that the public list begins to show, that are lifted, or whose time on the list is over. The list
/// follows from the facts; this only tells of it.
/// </summary>
internal sealed class SanctionWatch(AppDbContext db, NoticeBook book, ProceedingDates dates) : IWatch
{
    public int BatchSize => 100;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window) =>
        [Watchers.Feeds.FirmsOf(data => data.Sanctions.Select(row => row.EnterpriseId))];

    public Guid? SubjectOf(FeedRow row) => row.FirmId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var rows = await db.Sanctions.AsNoTracking()
            .Where(row => subjects.Contains(row.EnterpriseId)).ToListAsync(cancellation);
        var drafts = new List<NoticeDraft>();
        foreach (var sanction in rows)
            if (Reached(watch, dates.Listing(sanction), today) is var (rung, day, until))
                drafts.AddRange(
                    from recipient in rung.To
                    select new NoticeDraft(
                        rung, Party.Of(recipient, null, sanction.EnterpriseId)!, sanction.CaseId, day, day,
                        new Sentence($"Watch.{rung.Text}", sanction.Number, day, until),
                        $"/sanctions/{sanction.CaseNumber}"));
        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = rows.Count };
    }

    // What happened longer ago is history, which nobody can act upon by a message.
    private static (WatchRung Rung, DateOnly Day, DateOnly Until)? Reached(
        Watcher watch, Listing listing, DateOnly today)
    {
        var (key, day, until) = listing switch
        {
            { LiftedOn: { } lifted } => ("withdrawn", lifted, listing.WithdrawBy!.DueOn!.Value),
            _ when today >= listing.Until => ("over", listing.Until, listing.Until),
            _ => ("shown", listing.From, listing.Until),
        };
        return day <= today && day > today.AddDays(-WatcherList.HorizonDays)
            ? (watch.Rungs.Single(rung => rung.Key == key), day, until)
            : null;
    }
}
