using ApprovalFlows.Core.Activities;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Core.Design.Publishing.Paths;

/// <summary>The outcomes a step can come to.</summary>
internal static class StepOutcomes
{
    public const string Done = "Done";
    private const string Default = "Default";
    private static readonly string[] Answers = ["Unmatched status code"];
    private static readonly string[] Failures = ["Timeout", "Failed to connect"];

    /// <summary>Null when they are computed while the flow runs.</summary>
    public static IReadOnlyList<string>? Of(ActivityNode node) => node.Activity switch
    {
        ReviewStep review => Known(Constant.List(review.Outcomes)),
        FlowSwitch choice => Cases(choice),
        FlowDecision => ["True", "False"],
        FlowFork fork => OrDone(fork.Branches),
        RunJavaScript script => OrDone(script.PossibleOutcomes),
        FlowSendHttpRequest request => Known(Constant.List(request.ExpectedStatusCodes)) is { } codes
            ? [.. codes, .. Answers, .. Failures]
            : null,
        _ => Named(node),
    };

    /// <summary>Whether the designer has to connect every outcome: somebody, or a condition, chooses one.</summary>
    public static bool AreChosen(IActivity activity) => activity
        is ReviewStep or FlowSwitch or FlowDecision or FlowFork or RunJavaScript or FlowSendHttpRequest
        or WorkflowDefinitionActivity;

    /// <summary>Whether the step comes to Done as well, so that Done may be connected instead.</summary>
    public static bool AlsoDone(IActivity activity, string outcome) => activity switch
    {
        FlowSendHttpRequest => !Failures.Contains(outcome),
        BulkDispatchWorkflows => true,
        _ => false,
    };

    public static bool Leads(Connection connection, IActivity from, string outcome) =>
        connection.Source.Activity == from
        && (connection.Source.Port ?? Done) is var port
        && (port == outcome || (port == Done && AlsoDone(from, outcome)));

    private static IReadOnlyList<string>? OrDone(Input? names) =>
        Known(Constant.List(names)) is { Count: 0 } ? [Done] : Known(Constant.List(names));

    private static List<string> Named(ActivityNode node)
    {
        var ports = node.Descriptor.Ports.Where(port => !port.IsEmbedded).Select(port => port.Name).ToList();
        return ports.Count == 0 ? [Done] : ports;
    }

    private static IReadOnlyList<string>? Known(Constant<IReadOnlyList<string>> list) =>
        list.IsKnown ? list.Value : null;

    private static List<string> Cases(FlowSwitch choice)
    {
        var labels = choice.Cases.Select(item => item.Label).ToList();
        if (!Conditions.AreExhaustive(choice.Cases.Select(item => item.Condition))) labels.Add(Default);
        return labels;
    }
}
