using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>J33: firms with more live permits than their certificate approves posts.</summary>
internal sealed class QuotaWatch(AppDbContext db, NoticeBook book) : IWatch
{
    // All permits of a firm over its quota are read at once.
    public int BatchSize => 20;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window)
    {
        var today = window.Today;
        if (window is not { SinceDay: { } since, SinceActs: { } acts }) return [Watchers.Feeds.Firms()];
        var feeds = new List<Feed> { Watchers.Feeds.Acts(watch.Kinds, acts) };
        if (since == today) return feeds;
        feeds.AddRange(watch.Kinds.Select(kind => Watchers.Feeds.Starts(kind, since.AddDays(1), today)));
        feeds.Add(Watchers.Feeds.Ends(CertificateKinds.Employer, since, today.AddDays(-1)));
        feeds.Add(Watchers.Feeds.Stopped(watch.Kinds, since.AddDays(1), today));
        feeds.Add(Watchers.Feeds.Suspensions(watch.Kinds, since.AddDays(1), today));
        return feeds;
    }

    public Guid? SubjectOf(FeedRow row) => row.FirmId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var drafts = new List<NoticeDraft>();
        foreach (var firm in subjects)
        {
            var posts = await PostsAsync(firm, cancellation);
            if (posts is null || await LiveAsync(firm, today, cancellation) <= Approved(posts, today)) continue;
            var permits = await PapersAsync(firm, CertificateKinds.WorkerPermit, cancellation);
            var spans = permits.GroupBy(paper => paper.WorkerId)
                .Select(own => (IReadOnlyList<DaySpan>)[.. own.SelectMany(DaySpans.Of)]);
            if (Stretches.Over(spans, posts, today) is { } over)
                drafts.AddRange(await DraftsAsync(watch, firm, over, cancellation));
        }

        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = subjects.Count };
    }

    private async Task<IReadOnlyList<NoticeDraft>> DraftsAsync(
        Watcher watch, Guid firm, OverQuota over, CancellationToken cancellation)
    {
        var name = await db.Enterprises.Where(row => row.Id == firm)
            .Select(row => row.Name).SingleOrDefaultAsync(cancellation) ?? "";
        var text = new Sentence("Watch.Quota", name, over.Permits, over.Posts, over.Since);
        return
        [
            .. from rung in watch.Rungs
               from recipient in rung.To
               let party = Party.Of(recipient, null, firm)
               select new NoticeDraft(rung, party, firm, over.Since, over.Since, text, "/certificates"),
        ];
    }

    // More than really live where one is suspended or a worker has two: only a first look.
    private Task<int> LiveAsync(Guid firm, DateOnly today, CancellationToken cancellation) =>
        db.Certificates.CountAsync(
            paper => paper.EnterpriseId == firm && paper.Kind == CertificateKinds.WorkerPermit
                && paper.ValidFrom <= today && paper.ValidTo >= today
                && (paper.Status == CertificateStatus.Valid || paper.EndedOn > today),
            cancellation);

    // Null where a certificate does not say how many posts it approves.
    private async Task<List<(DaySpan Days, int Posts)>?> PostsAsync(Guid firm, CancellationToken cancellation)
    {
        var posts = new List<(DaySpan, int)>();
        foreach (var paper in await PapersAsync(firm, CertificateKinds.Employer, cancellation))
        {
            if (QuotaService.HeadcountOf(paper.Contents) is not { } count) return null;
            posts.AddRange(DaySpans.Of(paper).Select(span => (span, count)));
        }

        return posts;
    }

    private Task<List<Certificate>> PapersAsync(Guid firm, string kind, CancellationToken cancellation) =>
        db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => paper.EnterpriseId == firm && paper.Kind == kind)
            .ToListAsync(cancellation);

    private static int Approved(IEnumerable<(DaySpan Days, int Posts)> posts, DateOnly today) =>
        posts.Where(row => row.Days.Has(today)).Sum(row => row.Posts);
}
