using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Watchers;

/// <summary>Papers that end: J04, J05, J06, J12. Looks at holders, at all their papers of the kinds.</summary>
internal sealed class LadderWatch(AppDbContext db, NoticeBook book, ClueBook clues, Presence presence) : IWatch
{
    public int BatchSize => 500;

    public IReadOnlyList<Feed> Feeds(Watcher watch, WatchWindow window)
    {
        var oldest = window.Today.AddDays(-WatcherList.HorizonDays);
        var spans = window.SinceDay is { } since
            ? watch.Rungs.Select(rung => new DaySpan(
                since.AddDays(1 - rung.Day), window.Today.AddDays(-rung.Day)))
            : [new DaySpan(oldest, window.Today.AddDays(-watch.Rungs[0].Day))];
        var feeds = (from span in DaySpans.Merge(spans)
                     where span.To >= oldest
                     from kind in watch.Kinds
                     select Watchers.Feeds.Ends(kind, span.From < oldest ? oldest : span.From, span.To)).ToList();
        if (window.SinceActs is not { } acts) return feeds;
        feeds.Add(Watchers.Feeds.Acts(watch.Kinds, acts));
        if (watch.Rungs.Any(rung => rung.IfPresent))
            feeds.AddRange([Watchers.Feeds.Recorded(acts), Watchers.Feeds.Voided(acts)]);
        return feeds;
    }

    public Guid? SubjectOf(FeedRow row) => row.WorkerId ?? row.FirmId;

    public async Task<WatchTally> RecordAsync(
        Watcher watch, IReadOnlyList<Guid> subjects, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = ChinaTime.DateOf(now);
        var papers = await PapersAsync(watch, subjects, cancellation);
        var near = papers.Where(paper => PaperLadder.IsWatched(watch, FactsOf(paper), today)).ToList();
        var renewed = near.Where(paper => !paper.IsEnded && IsRenewed(paper, papers)).ToHashSet();
        var open = near.Where(paper => !paper.IsEnded && !renewed.Contains(paper)).ToList();
        var exits = await ExitsAsync(watch, open, today, now, cancellation);
        var drafts = new List<NoticeDraft>();
        var opened = 0;
        foreach (var paper in open)
        {
            DateTimeOffset? exit = paper.WorkerId is { } worker && exits.TryGetValue(worker, out var at) ? at : null;
            var facts = FactsOf(paper) with { IsAway = exit >= ChinaTime.StartOf(paper.ValidFrom) };
            var reached = PaperLadder.Reached(watch, facts, today);
            drafts.AddRange(reached.Select(rung => Draft(paper, rung, today)));
            foreach (var rung in reached.Select(found => found.Rung).Where(rung => rung.Clue is not null).Distinct())
                opened += await OpenAsync(watch, paper, rung, cancellation);
        }

        return await book.AddAsync(watch, drafts, cancellation) + new WatchTally
        {
            Considered = near.Count,
            Renewed = renewed.Count,
            Ended = near.Count(paper => paper.IsEnded),
            Clues = opened,
        };
    }

    private async Task<int> OpenAsync(Watcher watch, Row paper, WatchRung rung, CancellationToken cancellation)
    {
        var draft = new ClueDraft(watch.Key, rung.Clue!, paper.Id, paper.ValidTo)
        {
            WorkerId = paper.WorkerId,
            EnterpriseId = paper.FirmId,
            Facts = new JsonObject
            {
                ["paper"] = paper.Number,
                ["kind"] = paper.Kind,
                ["validFrom"] = paper.ValidFrom.ToString("O", CultureInfo.InvariantCulture),
                ["validTo"] = paper.ValidTo.ToString("O", CultureInfo.InvariantCulture),
            },
        };
        return await clues.OpenAsync(draft, cancellation) ? 1 : 0;
    }

    // Whether somebody left is asked only where a rung depends on it.
    private async Task<Dictionary<Guid, DateTimeOffset>> ExitsAsync(
        Watcher watch, List<Row> papers, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var rungs = watch.Rungs.Where(rung => rung.IfPresent).ToList();
        if (rungs.Count == 0) return [];
        var workers = papers
            .Where(paper => rungs.Exists(rung => paper.ValidTo.AddDays(rung.Day) <= today))
            .Select(paper => paper.WorkerId).OfType<Guid>().Distinct().ToList();
        return await presence.ExitsAsync(workers, now, cancellation);
    }

    private async Task<List<Row>> PapersAsync(
        Watcher watch, IReadOnlyList<Guid> holders, CancellationToken cancellation)
    {
        var ids = holders.Select(id => (Guid?)id).ToList();
        var ofFirms = watch.Kinds.Where(Watchers.Feeds.IsOfFirm).ToList();
        var ofWorkers = watch.Kinds.Except(ofFirms).ToList();
        var found = await Select(db.Certificates.Where(paper =>
            ids.Contains(paper.WorkerId) && ofWorkers.Contains(paper.Kind))).ToListAsync(cancellation);
        if (ofFirms.Count == 0) return found;
        found.AddRange(await Select(db.Certificates.Where(paper =>
            ids.Contains(paper.EnterpriseId) && ofFirms.Contains(paper.Kind))).ToListAsync(cancellation));
        return found;
    }

    private static IQueryable<Row> Select(IQueryable<Certificate> papers) => papers.AsNoTracking().Select(paper =>
        new Row(
            paper.Id,
            paper.Kind,
            paper.Number,
            paper.WorkerId,
            paper.EnterpriseId,
            paper.ValidFrom,
            paper.ValidTo,
            paper.Status != CertificateStatus.Valid));

    private static bool IsRenewed(Row paper, List<Row> papers) => papers.Exists(next =>
        !next.IsEnded && next.Kind == paper.Kind && next.Holder == paper.Holder
        && next.ValidFrom <= paper.ValidTo.AddDays(1) && next.ValidTo > paper.ValidTo);

    private static WatchedPaper FactsOf(Row paper) =>
        new(paper.Id, paper.WorkerId, paper.FirmId, paper.ValidFrom, paper.ValidTo);

    private static NoticeDraft Draft(Row paper, ReachedRung reached, DateOnly today)
    {
        var days = paper.ValidTo.DayNumber - today.DayNumber;
        var text = days < 0 && reached.Rung.Day <= 0 ? "Ended" : reached.Rung.Text;
        return new NoticeDraft(
            reached.Rung,
            reached.Party,
            paper.Id,
            paper.ValidTo,
            paper.ValidTo.AddDays(reached.Rung.Day),
            new Sentence($"Watch.{text}", CertificateKinds.NameOf(paper.Kind), paper.Number, paper.ValidTo, days),
            Watches.AddressOf(paper.WorkerId, paper.Number))
        { IsHighest = reached.IsHighest };
    }

    private sealed record Row(
        Guid Id,
        string Kind,
        string Number,
        Guid? WorkerId,
        Guid? FirmId,
        DateOnly ValidFrom,
        DateOnly ValidTo,
        bool IsEnded)
    {
        public Guid? Holder => Watchers.Feeds.IsOfFirm(Kind) ? FirmId : WorkerId;
    }
}
