using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;

namespace ApprovalFlows.Core.Tests.Certificates.Cascade;

/// <summary>The rule of the cascade as one would tell it to a clerk: day by day, nothing kept, no sets.</summary>
internal static class SlowModel
{
    public static bool Counts(List<Certificate> papers, Certificate paper, DateOnly day) =>
        paper.StateOn(day) == CertificateState.Valid
        && RulesOf(paper.Kind).All(rule => IsHeldUpBy(papers, paper, rule, day));

    public static DateOnly HeldSince(List<Certificate> papers, Certificate paper, DependencyRule rule, DateOnly day)
    {
        while (day > paper.ValidFrom && !IsHeldUpBy(papers, paper, rule, day.AddDays(-1))) day = day.AddDays(-1);
        return day;
    }

    private static bool IsHeldUpBy(
        List<Certificate> papers, Certificate paper, DependencyRule rule, DateOnly day)
    {
        var parents = papers.FindAll(other => rule.Parents.Contains(other.Kind) && IsMeant(paper, other, rule));
        return parents.Count == 0 || parents.Exists(parent => Counts(papers, parent, day));
    }

    private static bool IsMeant(Certificate child, Certificate parent, DependencyRule rule) =>
        (child.Kind, parent.Kind) switch
        {
            ("WG", "YG") => parent.EnterpriseId == child.EnterpriseId,
            ("WG", "LW") => parent.EnterpriseId == child.AgentId,
            ("WG", "XY") => parent.WorkerId == child.WorkerId && parent.EnterpriseId == child.EnterpriseId,
            ("TL", "WG" or "TX" or "HZ" or "RJ") or ("ZD", "TL") => parent.WorkerId == child.WorkerId,
            _ => throw new InvalidOperationException($"{rule.Child} does not rest on {parent.Kind}."),
        };

    private static IEnumerable<DependencyRule> RulesOf(string kind) =>
        DependencyRules.All.Where(rule => rule.Child == kind);
}
