using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Watchers;

/// <summary>
/// J09: who lives here and is registered nowhere 24 hours after the arrival, the start of the stay permit or
/// the end of the last registration. Looks at workers who live here; a commuter goes home.
/// </summary>
internal sealed class ResidenceWatch(AppDbContext db, NoticeBook book, Presence presence) : IWatch
{
    public int BatchSize => 200;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window)
    {
        var today = window.Today;
        var last = window.Now - Stretches.ResidenceLimit;
        if (window is not { SinceDay: { } day, Since: { } since, SinceActs: { } acts })
        {
            return
            [
                Watchers.Feeds.Ends(CertificateKinds.Stay, today, DateOnly.MaxValue),
                Watchers.Feeds.Ends(
                    CertificateKinds.Residence, today.AddDays(-WatcherList.HorizonDays), DateOnly.MaxValue),
                Watchers.Feeds.Entries(window.Now.AddDays(-WatcherList.HorizonDays), last),
            ];
        }

        return
        [
            Watchers.Feeds.Entries(since - Stretches.ResidenceLimit, last),
            Watchers.Feeds.Recorded(acts),
            Watchers.Feeds.Voided(acts),
            Watchers.Feeds.Starts(CertificateKinds.Stay, day.AddDays(-1), today),
            .. watch.Kinds.Select(kind => Watchers.Feeds.Ends(kind, day.AddDays(-2), today.AddDays(-1))),
            Watchers.Feeds.Stopped(watch.Kinds, day.AddDays(-1), today),
            Watchers.Feeds.Suspensions(watch.Kinds, day.AddDays(-1), today),
            Watchers.Feeds.Acts(watch.Kinds, acts),
        ];
    }

    public Guid? SubjectOf(FeedRow row) => row.WorkerId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = subjects.Select(id => (Guid?)id).ToList();
        var workers = await db.Workers.AsNoTracking()
            .Where(worker => ids.Contains(worker.Id) && worker.Mode == WorkerMode.Resident
                && worker.MergedIntoId == null)
            .Select(worker => new { worker.Id, worker.EnterpriseId })
            .ToListAsync(cancellation);
        var papers = (await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => ids.Contains(paper.WorkerId) && watch.Kinds.Contains(paper.Kind))
            .ToListAsync(cancellation)).ToLookup(paper => paper.WorkerId);
        var last = (await presence.LastAsync([.. workers.Select(worker => worker.Id)], now, cancellation))
            .ToDictionary(row => row.WorkerId);
        var drafts = new List<NoticeDraft>();
        foreach (var worker in workers)
        {
            var spans = papers[worker.Id].ToLookup(paper => paper.Kind);
            var arrival = Arrival(last.GetValueOrDefault(worker.Id), spans[CertificateKinds.Stay], now);
            var homes = spans[CertificateKinds.Residence].SelectMany(DaySpans.Of).ToList();
            if (Stretches.Unregistered(arrival, homes, now) is { } since)
                drafts.AddRange(Drafts(watch, worker.Id, worker.EnterpriseId, since));
        }

        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = workers.Count };
    }

    // Without a crossing on record the start of the stay tells when somebody came.
    private static DateTimeOffset? Arrival(LastCrossing? last, IEnumerable<Certificate> stays, DateTimeOffset now)
    {
        if (last is not null) return last.Direction == CrossingDirection.Entry ? last.At : null;
        var today = ChinaTime.DateOf(now);
        var stay = DaySpans.Merge(stays.SelectMany(DaySpans.Of)).FirstOrDefault(span => span.Has(today));
        return stay is null ? null : ChinaTime.StartOf(stay.From);
    }

    private static IEnumerable<NoticeDraft> Drafts(Watcher watch, Guid worker, Guid? firm, DateTimeOffset since) =>
        from rung in watch.Rungs
        from recipient in rung.To
        let party = Party.Of(recipient, worker, firm)
        where party is not null
        let day = ChinaTime.DateOf(since)
        select new NoticeDraft(
            rung, party, worker, day, day.AddDays(1),
            new Sentence("Watch.Residence", ChinaTime.Of(since)), Watches.AddressOf(worker, ""));
}
