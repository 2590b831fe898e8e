using ApprovalFlows.Core.Inbox;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>What a step says about the persons who decide it: the tiers stay with different ones.</summary>
internal sealed class PersonCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) => flow.Reviews.SelectMany(Of);

    private static IEnumerable<Finding> Of(ReviewRule rule)
    {
        var mayBeTier = rule.IsStatutory || ReviewRule.IsYes(rule.Different) == true;
        if (mayBeTier && rule.Skips is { IsKnown: true } && ReviewRule.IsYes(rule.Skips) == true)
            yield return On(rule.Node, Severity.Error, "Gate.SkipsTier");
        if (rule.IsStatutory && ReviewRule.IsYes(rule.Different) == false)
            yield return On(rule.Node, Severity.Warning, "Gate.SamePersonAllowed");
        if (rule.Nobody.Value is { } word && !WhenNobody.All.Contains(word))
            yield return On(
                rule.Node, Severity.Error, "Gate.WhenNobodyUnknown", word, string.Join(", ", WhenNobody.All));
    }
}
