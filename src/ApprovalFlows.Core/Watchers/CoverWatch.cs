using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>
/// Days that lack a cover: of an agreement one of the two policies (J07), of a permit the agreement with the
/// same employer (J08). Looks at workers; a gap is told once, by its first day.
/// </summary>
internal sealed class CoverWatch(AppDbContext db, NoticeBook book) : IWatch
{
    private static readonly string[] Policies = [CertificateKinds.AccidentPolicy, CertificateKinds.InjuryPolicy];

    public int BatchSize => 200;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window)
    {
        var today = window.Today;
        if (window.SinceDay is not { } since)
        {
            return watch.Key == WatcherList.Insurance
                ? [Watchers.Feeds.Ends(
                    CertificateKinds.Agreement, today.AddDays(-WatcherList.HorizonDays), DateOnly.MaxValue)]
                : [Watchers.Feeds.Ends(CertificateKinds.WorkerPermit, today, DateOnly.MaxValue)];
        }

        return
        [
            .. since < today ? DayFeeds(watch, since, today) : [],
            Watchers.Feeds.Acts(watch.Kinds, window.SinceActs!.Value),
        ];
    }

    public Guid? SubjectOf(FeedRow row) => row.WorkerId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var workers = subjects.Select(id => (Guid?)id).ToList();
        var papers = (await db.Certificates.AsNoTracking().Include(paper => paper.Suspensions)
            .Where(paper => workers.Contains(paper.WorkerId) && watch.Kinds.Contains(paper.Kind))
            .ToListAsync(cancellation)).ToLookup(paper => paper.WorkerId);
        var drafts = papers.SelectMany(own => watch.Key == WatcherList.Insurance
            ? Uninsured(watch, [.. own], today)
            : WithoutAgreement(watch, [.. own], today)).ToList();
        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally { Considered = papers.Count };
    }

    private static IEnumerable<Feed> DayFeeds(Watcher watch, DateOnly since, DateOnly today)
    {
        foreach (var kind in watch.Kinds)
        {
            yield return Watchers.Feeds.Ends(kind, since, today.AddDays(-1));
            yield return Watchers.Feeds.Starts(kind, since.AddDays(1), today);
        }

        yield return Watchers.Feeds.Stopped(watch.Kinds, since.AddDays(1), today);
        yield return Watchers.Feeds.Suspensions(watch.Kinds, since.AddDays(1), today);
    }

    private static IEnumerable<NoticeDraft> Uninsured(Watcher watch, List<Certificate> own, DateOnly today)
    {
        var covers = Policies.ToDictionary(kind => kind, kind => SpansOf(own, kind));
        foreach (var agreement in own.Where(paper => paper.Kind == CertificateKinds.Agreement))
        {
            foreach (var gap in DaySpans.Gaps(DaySpans.Of(agreement), covers.Values, today)
                .Where(gap => gap.To >= today.AddDays(-WatcherList.HorizonDays)))
            {
                var missing = Policies.Where(kind => !covers[kind].Any(span => span.Has(gap.From)));
                var text = new Sentence("Watch.InsuranceGap", agreement.Number, gap.From, gap.To, Names(missing));
                foreach (var draft in Drafts(watch, agreement, gap.From, text)) yield return draft;
            }
        }
    }

    private static IEnumerable<NoticeDraft> WithoutAgreement(Watcher watch, List<Certificate> own, DateOnly today)
    {
        foreach (var permit in own.Where(paper => paper.Kind == CertificateKinds.WorkerPermit))
        {
            var agreements = own.Where(paper => paper.Kind == CertificateKinds.Agreement
                && paper.EnterpriseId == permit.EnterpriseId).SelectMany(DaySpans.Of);
            var gaps = DaySpans.Gaps(DaySpans.Of(permit), [agreements], today);
            if (gaps.Count == 0 || gaps[^1].To != today) continue;
            var gap = gaps[^1];
            var text = new Sentence("Watch.AgreementGap", permit.Number, gap.From);
            foreach (var draft in Drafts(watch, permit, gap.From, text)) yield return draft;
        }
    }

    private static IEnumerable<NoticeDraft> Drafts(Watcher watch, Certificate paper, DateOnly first, Sentence text) =>
        from rung in watch.Rungs
        from recipient in rung.To
        let party = Party.Of(recipient, paper.WorkerId, paper.EnterpriseId)
        where party is not null
        select new NoticeDraft(
            rung, party, paper.Id, first, first, text, Watches.AddressOf(paper.WorkerId, paper.Number));

    private static List<DaySpan> SpansOf(IEnumerable<Certificate> own, string kind) =>
        [.. own.Where(paper => paper.Kind == kind).SelectMany(DaySpans.Of)];

    private static LocalText Names(IEnumerable<string> kinds)
    {
        var names = kinds.Select(CertificateKinds.NameOf).ToList();
        return new LocalText(
            string.Join("、", names.Select(name => name.Zh)),
            string.Join(", ", names.Select(name => name.Vi)),
            string.Join(", ", names.Select(name => name.En)));
    }
}
