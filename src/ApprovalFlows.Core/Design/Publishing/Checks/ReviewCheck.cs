using ApprovalFlows.Core.Deadlines;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>What may be meant so, but needs a second look.</summary>
internal sealed class ReviewCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) => flow.Reviews.SelectMany(Of);

    private static IEnumerable<Finding> Of(ReviewRule rule)
    {
        if (Constant.Text(rule.Step.TitleZh) is { IsKnown: true, Value: null })
            yield return On(rule.Node, Severity.Notice, "Gate.TitleMissing");
        if (Constant.Text(rule.Step.TitleVi) is { IsKnown: true, Value: null })
            yield return On(rule.Node, Severity.Notice, "Gate.TitleViMissing");
        if (Constant.Text(rule.Step.TitleEn) is { IsKnown: true, Value: null })
            yield return On(rule.Node, Severity.Notice, "Gate.TitleEnMissing");
        foreach (var (name, isKnown) in Inputs(rule))
            if (!isKnown) yield return On(rule.Node, Severity.Warning, "Gate.NotProvable", name);
        // 行政许可法 §32(4): silence counts for acceptance only.
        if (rule.Deemed.Value is { } deemed && deemed == rule.Favourable && rule.Limit.Value != TimeLimits.Acceptance)
            yield return On(rule.Node, Severity.Warning, "Gate.SilenceApproves", deemed);
    }

    private static IEnumerable<(string Name, bool IsKnown)> Inputs(ReviewRule rule) =>
    [
        (nameof(rule.Step.Department), rule.Department.IsKnown),
        (nameof(rule.Step.Post), rule.Post.IsKnown),
        (nameof(rule.Step.Outcomes), rule.Outcomes.IsKnown),
        (nameof(rule.Step.TimeLimit), rule.Limit.IsKnown),
        (nameof(rule.Step.WorkingDays), rule.WorkingDays.IsKnown),
        (nameof(rule.Step.DifferentPerson), rule.Different.IsKnown),
        (nameof(rule.Step.SkipSame), rule.Skips.IsKnown),
        (nameof(rule.Step.WhenNobody), rule.Nobody.IsKnown),
    ];
}
