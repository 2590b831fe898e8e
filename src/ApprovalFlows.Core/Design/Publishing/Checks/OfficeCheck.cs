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
            yield return On(rule.Node, Severity.Error, "Gate.PostVacant", office.SuccessorName ?? office.Name, post);
        else if (eligible.Count == 1)
            yield return On(rule.Node, Severity.Notice, "Gate.OnePerson", eligible[0].Name);
    }
}
