using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Certificates.Cascade;

/// <summary>
/// Says before the act what it would hold up. A firm may have ten thousand workers, so they are read in bunches
/// and only the page asked for is kept.
/// </summary>
public sealed class HoldPreviewService(AppDbContext db, CascadeService cascade)
{
    private const int Bunch = 500;

    public async Task<HoldPreview> PreviewAsync(
        Certificate paper, HoldAct act, DateOnly from, int page = 1, int pageSize = 20,
        CancellationToken cancellation = default)
    {
        var (before, after) = Versions(paper, act, from);
        var start = act == HoldAct.Expiry ? paper.LastDay.AddDays(1) : from;
        var (first, size) = ((Math.Max(page, 1) - 1) * pageSize, Math.Clamp(pageSize, 1, 100));
        var held = new List<HeldPaper>();
        var byKind = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (workers, count) = (0, 0);
        await foreach (var bunch in BunchesAsync(paper, from, cancellation))
        {
            var lines = await HeldAsync(bunch, paper, before, after, start, cancellation);
            workers += lines.DistinctBy(line => line.WorkerId).Count();
            foreach (var line in lines)
            {
                byKind[line.Kind] = byKind.GetValueOrDefault(line.Kind) + 1;
                if (count >= first && held.Count < size) held.Add(line);
                count++;
            }
        }

        return new HoldPreview(
            paper.Number, act, start, workers, byKind, new Paged<HeldPaper>(held, count, Math.Max(page, 1), size));
    }

    /// <summary>What counts again and what counts no longer once these papers of a worker are there.</summary>
    public async Task<(IReadOnlyList<HeldPaper> Lifted, IReadOnlyList<HeldPaper> Held)> CompareAsync(
        Guid worker, IReadOnlyList<Certificate> next, FormerPaper? former, CancellationToken cancellation = default)
    {
        var papers = await cascade.PapersOfAsync([worker], cancellation);
        var firms = next.Select(paper => paper.EnterpriseId).OfType<Guid>();
        var behind = await cascade.BehindAsync(papers, firms, cancellation);
        var others = papers.Where(paper => paper.Id != former?.Paper.Id).ToList();
        var ended = former?.Paper.Copy();
        ended?.FollowBy(next[0], former!.How, WhatIf(next[0].ValidFrom));
        var now = new PaperGraph([.. papers, .. behind]);
        var then = new PaperGraph([.. others, .. behind, .. next, .. ended is null ? [] : new[] { ended }]);
        var rest = DaySet.Of(next.Min(paper => paper.ValidFrom), DateOnly.MaxValue);
        return ([.. Lost(others, then, now, rest)], [.. Lost(others, now, then, rest)]);
    }

    private async Task<List<HeldPaper>> HeldAsync(
        List<Guid> workers, Certificate paper, IReadOnlyList<Certificate> before, Certificate after,
        DateOnly start, CancellationToken cancellation)
    {
        var papers = await cascade.PapersOfAsync(workers, cancellation);
        var all = papers.Concat(await cascade.BehindAsync(papers, [], cancellation))
            .Where(other => other.Id != paper.Id).ToList();
        var (now, then) = (new PaperGraph([.. all, .. before]), new PaperGraph([.. all, after]));
        var rest = DaySet.Of(start, DateOnly.MaxValue);
        return [.. Lost(papers.Where(held => held.Id != paper.Id), now, then, rest)];
    }

    private static IEnumerable<HeldPaper> Lost(
        IEnumerable<Certificate> papers, PaperGraph before, PaperGraph after, DaySet rest) =>
        from held in papers
        let lost = before.DaysOf(held).Except(after.DaysOf(held)).Intersect(rest)
        where !lost.IsEmpty
        select new HeldPaper(
            held.WorkerId!.Value, held.HolderName, held.Number, held.Kind, lost.Spans[0].From, lost.Spans[^1].To);

    private static CertificateAct WhatIf(DateOnly from) =>
        new(Actor.System, from, "", null, DateTimeOffset.UnixEpoch);

    // An expiry is compared with a paper that would go on for ever; every other act with the paper as it is.
    private static (IReadOnlyList<Certificate> Before, Certificate After) Versions(
        Certificate paper, HoldAct act, DateOnly from)
    {
        if (act == HoldAct.Expiry)
            return ([paper.Copy(), paper.Copy(paper.LastDay.AddDays(1), DateOnly.MaxValue)], paper.Copy());
        var after = paper.Copy();
        var what = WhatIf(from);
        switch (act)
        {
            // Of one that is suspended, what the suspension holds up: that is what its end will lift.
            case HoldAct.Suspension when after.Suspensions.Exists(row => row.Until is null): break;
            case HoldAct.Suspension: after.Suspend(what); break;
            case HoldAct.Revocation: after.Revoke(what); break;
            case HoldAct.Surrender: after.Surrender(what); break;
            case HoldAct.Exit: after.UseUp(what); break;
            default: after.Cancel(what); break;
        }

        return ([Standing(paper)], after);
    }

    // Often it is suspended before it is revoked: then the act makes lasting what would have been lifted.
    private static Certificate Standing(Certificate paper)
    {
        var standing = paper.Copy();
        standing.Suspensions.RemoveAll(row => row.Until is null);
        return standing;
    }

    private async IAsyncEnumerable<List<Guid>> BunchesAsync(
        Certificate paper, DateOnly from,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (paper.WorkerId is { } worker)
        {
            yield return [worker];
            yield break;
        }

        var kinds = DependencyRules.On(paper.Kind).Select(rule => rule.Child).ToList();
        var permits = db.Certificates.Where(row => kinds.Contains(row.Kind) && row.WorkerId != null
            && row.ValidTo >= from
            && (paper.Kind == CertificateKinds.LabourService
                ? row.AgentId == paper.EnterpriseId
                : row.EnterpriseId == paper.EnterpriseId));
        var last = Guid.Empty;
        while (true)
        {
            var bunch = await permits.Where(row => row.WorkerId > last)
                .Select(row => row.WorkerId!.Value).Distinct().OrderBy(id => id)
                .Take(Bunch).ToListAsync(cancellation);
            if (bunch.Count == 0) yield break;
            yield return bunch;
            last = bunch[^1];
        }
    }
}
