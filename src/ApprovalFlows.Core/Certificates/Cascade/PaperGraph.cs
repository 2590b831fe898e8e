namespace ApprovalFlows.Core.Certificates.Cascade;

/// <summary>
/// Why a paper is held up though it stands itself. <see cref="Paper"/> is where it began, <see cref="By"/> the
/// one that it rests on directly; <see cref="Since"/> is the first day on which it is held up for this cause.
/// </summary>
public sealed record PaperCause(
    Certificate Paper, CertificateState State, Certificate By, DependencyRule Rule, DateOnly Since);

/// <summary>What a paper is worth on a day: its own state, and what holds it up.</summary>
public sealed record PaperStanding(CertificateState Own, IReadOnlyList<PaperCause> Causes)
{
    public CertificateState State => Causes.Count > 0 ? CertificateState.Held : Own;
}

/// <summary>
/// Papers and what they rest on. Nothing of it is stored: whoever asks gives the papers of the worker and of the
/// firms behind them, and a cause that ended is gone with the next question.
/// </summary>
public sealed class PaperGraph
{
    private readonly ILookup<(string Kind, Guid? Worker), Certificate> ofWorkers;
    private readonly ILookup<(string Kind, Guid? Firm), Certificate> ofFirms;
    private readonly Dictionary<Guid, DaySet> known = [];

    public PaperGraph(IEnumerable<Certificate> papers)
    {
        var all = papers.DistinctBy(paper => paper.Id).ToList();
        ofWorkers = all.Where(paper => paper.WorkerId is not null)
            .ToLookup(paper => (paper.Kind, paper.WorkerId));
        ofFirms = all.Where(paper => paper.EnterpriseId is not null)
            .ToLookup(paper => (paper.Kind, paper.EnterpriseId));
    }

    /// <summary>The days on which the paper counts: its own, less those on which it is held up.</summary>
    public DaySet DaysOf(Certificate paper)
    {
        if (known.TryGetValue(paper.Id, out var days)) return days;
        days = paper.OwnDays();
        foreach (var rule in DependencyRules.Of(paper.Kind))
        {
            if (days.IsEmpty) break;
            if (ParentsOf(paper, rule) is { Count: > 0 } parents) days = days.Intersect(DaysOf(parents));
        }

        return known[paper.Id] = days;
    }

    public PaperStanding On(Certificate paper, DateOnly day)
    {
        var own = paper.StateOn(day);
        if (own != CertificateState.Valid) return new PaperStanding(own, []);
        var causes = DependencyRules.Of(paper.Kind)
            .Select(rule => CauseOf(paper, rule, day))
            .OfType<PaperCause>()
            .ToList();
        return new PaperStanding(own, causes);
    }

    private PaperCause? CauseOf(Certificate paper, DependencyRule rule, DateOnly day)
    {
        var parents = ParentsOf(paper, rule);
        if (parents.Count == 0) return null;
        var days = DaysOf(parents);
        if (days.Contains(day)) return null;

        var since = days.LastBefore(day) is { } last && last >= paper.ValidFrom
            ? last.AddDays(1)
            : paper.ValidFrom;
        var by = parents.OrderByDescending(parent => DaysOf(parent).LastBefore(day))
            .ThenByDescending(parent => parent.ValidFrom)
            .ThenBy(parent => parent.Number, StringComparer.Ordinal)
            .First();
        var standing = On(by, day);
        return standing.Causes.Count > 0
            ? standing.Causes[0] with { By = by, Rule = rule, Since = since }
            : new PaperCause(by, standing.Own, by, rule, since);
    }

    private IReadOnlyList<Certificate> ParentsOf(Certificate child, DependencyRule rule) =>
    [
        .. rule.Parents.SelectMany(kind => rule.Scope switch
        {
            DependencyScope.Enterprise => ofFirms[(kind, child.EnterpriseId)],
            DependencyScope.Agent => ofFirms[(kind, child.AgentId)],
            DependencyScope.Worker => ofWorkers[(kind, child.WorkerId)],
            _ => ofWorkers[(kind, child.WorkerId)]
                .Where(parent => parent.EnterpriseId == child.EnterpriseId),
        }),
    ];

    private DaySet DaysOf(IEnumerable<Certificate> papers) => DaySet.UnionOf(papers.Select(DaysOf));
}
