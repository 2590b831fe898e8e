using ApprovalFlows.Core.Inbox;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Every office exists, and somebody can decide there today.</summary>
internal sealed class OfficeCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) =>
        from rule in flow.Reviews
        from finding in Of(rule, flow.OfficeOf(rule))
        select finding;

    private static IEnumerable<Finding> Of(ReviewRule rule, ReviewOffice? office)
    {
        if (rule.Department is { IsKnown: true, Value: null })
            yield return On(rule.Node, Severity.Error, "Gate.DepartmentMissing");
        if (rule.Post is { IsKnown: true, Value: null })
            yield return On(rule.Node, Severity.Error, "Gate.PostMissing");
        if (office is null) yield break;
        var (department, post) = rule.Office!.Value;
        switch (office.State)
        {
            case OfficeState.DepartmentUnknown:
                yield return On(rule.Node, Severity.Error, "Gate.DepartmentUnknown", department);
                yield break;
            case OfficeState.DepartmentEnded:
                yield return On(rule.Node, Severity.Error, "Gate.DepartmentEnded", office.Name);
                yield break;
            case OfficeState.PostUnknown:
                yield return On(rule.Node, Severity.Error, "Gate.PostUnknown", office.Name, post);
                yield break;
            case OfficeState.Succeeded:
                yield return On(
                    rule.Node, Severity.Warning, "Gate.DepartmentSucceeded", office.Name, office.SuccessorName!);
                break;
        }

        var eligible = office.Eligible.ToList();
        if (eligible.Count == 0)
            yield return Vacant(rule, office, post);
        else if (eligible.Count == 1)
            yield return On(rule.Node, Severity.Notice, "Gate.OnePerson", eligible[0].Name);
    }

    // Whoever refuses an empty post, or has nobody above it, has to fill it first.
    private static Finding Vacant(ReviewRule rule, ReviewOffice office, string post)
    {
        var name = office.SuccessorName ?? office.Name;
        return rule.Nobody.Value switch
        {
            WhenNobody.Administrator => On(rule.Node, Severity.Warning, "Gate.PostVacantAdministrator", name, post),
            null or WhenNobody.Supervisor when office.Superiors.Any(person => person.MayReview) =>
                On(rule.Node, Severity.Warning, "Gate.PostVacantSupervisor", name, post),
            _ => On(rule.Node, Severity.Error, "Gate.PostVacant", name, post),
        };
    }
}
