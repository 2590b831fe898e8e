using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Watchers;

namespace ApprovalFlows.Core.Assessments;

/// <summary>J13: tells firms that they are assessed, reminds them of the report, says when it is overdue.</summary>
internal sealed class ReportWatch(AppDbContext db, NoticeBook book) : IWatch
{
    public int BatchSize => 500;

    // Few rows, and all of them wait for the same day.
    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window)
    {
        var oldest = window.Today.AddDays(-WatcherList.HorizonDays);
        return
        [
            async (context, after, size, cancellation) =>
            {
                var id = after.Id;
                var rows = await Open(context).Where(row => row.Id > id
                        && context.AssessmentCycles.Any(cycle => cycle.Year == row.Year && cycle.ReportDue >= oldest))
                    .OrderBy(row => row.Id).Select(row => row.Id).Take(size).ToListAsync(cancellation);
                return [.. rows.Select(row => new FeedRow(
                    new FeedPlace(DateOnly.MinValue, DateTimeOffset.MinValue, row), null, row))];
            },
        ];
    }

    public Guid? SubjectOf(FeedRow row) => row.FirmId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var rows = await Open(db).Where(row => subjects.Contains(row.Id))
            .Join(db.AssessmentCycles, row => row.Year, cycle => cycle.Year, (row, cycle) =>
                new { row, cycle.ReportDue })
            .Join(db.Enterprises, found => found.row.EnterpriseId, firm => firm.Id, (found, firm) => new
            {
                found.row.Id,
                found.row.Year,
                found.ReportDue,
                Firm = firm.Id,
                firm.Name,
                Code = firm.UnifiedSocialCreditCode,
            })
            .ToListAsync(cancellation);
        var drafts = new List<NoticeDraft>();
        foreach (var row in rows)
        {
            var paper = new WatchedPaper(row.Id, null, row.Firm, DateOnly.MinValue, row.ReportDue);
            drafts.AddRange(PaperLadder.Reached(watch, paper, today).Select(reached => new NoticeDraft(
                reached.Rung, reached.Party, row.Id, row.ReportDue, row.ReportDue.AddDays(reached.Rung.Day),
                new Sentence($"Watch.{reached.Rung.Text}", CycleService.YearText(row.Year), row.Name, row.ReportDue),
                $"/assessments/{CycleService.YearText(row.Year)}/{row.Code}")
            { IsHighest = reached.IsHighest }));
        }

        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = rows.Count };
    }

    // A case without a report is overdue still: its firm has to hear of that.
    private static IQueryable<Assessment> Open(AppDbContext context) =>
        context.Assessments.AsNoTracking().Where(row => row.CaseId == null || row.IsUnreported);
}
