using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Design.Publishing.Paths;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Graph;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Every outcome that somebody, or a condition, can choose leads on.</summary>
internal sealed class OutcomeCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow) =>
        flow.ConcernsCases
            ? [.. flow.Graph.Nodes.Where(flow.Paths.Reaches).SelectMany(Ways), .. flow.Reviews.SelectMany(Choices)]
            : [];

    private static IEnumerable<Finding> Ways(ActivityNode node)
    {
        if (!StepOutcomes.AreChosen(node.Activity) || StepOutcomes.Of(node) is not { } outcomes) yield break;
        if (node.Parent?.Activity is not Flowchart chart)
        {
            if (node.Activity is ReviewStep && outcomes.Count > 1)
                yield return On(node, Severity.Error, "Gate.OutcomesAreOne", string.Join(" / ", outcomes));
            yield break;
        }

        foreach (var outcome in outcomes.Distinct())
            if (!chart.Connections.Any(connection => StepOutcomes.Leads(connection, node.Activity, outcome)))
                yield return On(node, Severity.Error, "Gate.OutcomeOpen", outcome);
        foreach (var port in PortsOf(chart, node).Except(outcomes).Where(port => !IsAlso(node, outcomes, port)))
            yield return On(node, Severity.Warning, "Gate.OutcomeGone", port);
    }

    private static IEnumerable<Finding> Choices(ReviewRule rule)
    {
        if (rule.Outcomes is { IsKnown: true, Value.Count: 0 })
            yield return On(rule.Node, Severity.Error, "Gate.NoOutcomes");
        if (rule.Outcomes is not { IsKnown: true, Value: { Count: > 0 } outcomes }) yield break;
        if (rule.Deemed.Value is { } deemed && !outcomes.Contains(deemed))
            yield return On(rule.Node, Severity.Error, "Gate.DeemedUnknown", deemed);
        foreach (var (word, outcome) in rule.Synonyms.Value ?? new Dictionary<string, string>())
            if (!outcomes.Contains(outcome))
                yield return On(rule.Node, Severity.Error, "Gate.SynonymUnknown", word, outcome);
    }

    private static IEnumerable<string> PortsOf(Flowchart chart, ActivityNode node) => chart.Connections
        .Where(connection => connection.Source.Activity == node.Activity)
        .Select(connection => connection.Source.Port ?? StepOutcomes.Done)
        .Distinct();

    private static bool IsAlso(ActivityNode node, IEnumerable<string> outcomes, string port) =>
        port == "Default"
        || (port == StepOutcomes.Done && outcomes.Any(outcome => StepOutcomes.AlsoDone(node.Activity, outcome)));
}
