using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>J15: orders to put things right whose day comes or has passed without proof.</summary>
internal sealed class RectificationWatch(AppDbContext db, NoticeBook book) : IWatch
{
    public int BatchSize => 100;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window)
    {
        var until = window.Today.AddDays(-watch.Rungs[0].Day);
        return
        [
            Watchers.Feeds.FirmsOf(data => data.Proceedings
                .Where(row => row.Kind == ProceedingKind.Rectification && row.Outcome == null && row.DueOn <= until)
                .Select(row => row.EnterpriseId)),
        ];
    }

    public Guid? SubjectOf(FeedRow row) => row.FirmId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var orders = await db.Proceedings.AsNoTracking()
            .Where(row => subjects.Contains(row.EnterpriseId) && row.Kind == ProceedingKind.Rectification
                && row.Outcome == null && row.AnsweredAt == null && row.DueOn != null
                && db.Cases.Any(file => file.Id == row.CaseId && file.Status == CaseStatus.InReview))
            .ToListAsync(cancellation);
        var drafts = new List<NoticeDraft>();
        foreach (var order in orders)
        {
            var due = order.DueOn!.Value;
            var facts = new WatchedPaper(
                order.CaseId, null, order.EnterpriseId, ChinaTime.DateOf(order.OpenedAt), due);
            drafts.AddRange(PaperLadder.Reached(watch, facts, today).Select(reached => new NoticeDraft(
                reached.Rung, reached.Party, order.CaseId, due, due.AddDays(reached.Rung.Day),
                new Sentence($"Watch.{reached.Rung.Text}", order.OrderNumber ?? "", due),
                $"/sanctions/{order.CaseNumber}")
            { IsHighest = reached.IsHighest }));
        }

        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = orders.Count };
    }
}
