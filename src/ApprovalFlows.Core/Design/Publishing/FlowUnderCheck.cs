using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Design.Publishing.Paths;
using ApprovalFlows.Core.Forms;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Core.Design.Publishing;

/// <summary>A version of a flow with everything the checks before its publication look at.</summary>
internal sealed class FlowUnderCheck(WorkflowGraph graph)
{
    public WorkflowGraph Graph => graph;
    public PathMap Paths { get; } = new PathBuilder(graph).Build();

    public IReadOnlyList<ReviewRule> Reviews { get; } =
    [
        .. graph.Nodes.Where(node => node.Activity is ReviewStep)
            .Select(node => new ReviewRule(node, (ReviewStep)node.Activity)),
    ];

    /// <summary>Whether its runs are cases: it takes applications itself.</summary>
    public bool OpensCases { get; } = graph.Nodes.Any(node => node.Activity is ReceiveApplication);

    /// <summary>An assessment ends in a grade, to which the time to decide on an application is nothing.</summary>
    public bool DecidesApplications { get; } = !graph.Nodes.Any(node => node.Activity is BeginAssessment);

    /// <summary>Whether it has to do with cases; other flows are as free as the engine lets them be.</summary>
    public bool ConcernsCases { get; } = graph.Nodes.Any(node => IsOfCases(node.Activity));

    public required FormDefinition? Form { get; init; }
    public required IReadOnlyList<Sentence> FormProblems { get; init; }
    public required IReadOnlyDictionary<(string Department, string Post), ReviewOffice> Offices { get; init; }
    public required IReadOnlyList<ValidationError> EngineErrors { get; init; }

    /// <summary>Steps on which cases of earlier versions stand.</summary>
    public required IReadOnlyList<OccupiedStep> Occupied { get; init; }

    public ReviewRule? ReviewOf(PathPoint point) => point.Node.Activity is ReviewStep
        ? Reviews.First(rule => rule.Node == point.Node)
        : null;

    public ReviewOffice? OfficeOf(ReviewRule rule) =>
        rule.Office is { } office ? Offices.GetValueOrDefault(office) : null;

    public static IEnumerable<(string Department, string Post)> OfficesOf(WorkflowGraph graph) =>
        graph.Nodes.Where(node => node.Activity is ReviewStep)
            .Select(node => new ReviewRule(node, (ReviewStep)node.Activity))
            .SelectMany(rule => rule.Signers.Select(signer => (signer.Department, signer.Post))
                .Concat(rule.Office is { } office ? [office] : []));

    public static bool IsOfCases(IActivity activity) => activity
        is ReceiveApplication or AcceptApplication or ReviewStep or RequestCorrection
        or RefuseApplication or ApproveAndFile || Concludes(activity);

    public static bool ClosesCase(IActivity activity) =>
        activity is RefuseApplication or CloseProceeding || Concludes(activity);

    /// <summary>Whether it gives effect to the approval of a case.</summary>
    public static bool Concludes(IActivity activity) =>
        activity is IssueCertificate or RegisterPolicies or CancelPermits or CloseFiled
            or CloseAssessment;

    /// <summary>A finding on a step; its sentence begins with the step's name and id.</summary>
    public static Finding On(ActivityNode node, Severity severity, string code, params object[] args) =>
        new(severity, code, node.Activity.Id, [NameOf(node), node.Activity.Id, .. args]);

    public static LocalText NameOf(ActivityNode node)
    {
        var shown = Shown(node.Activity);
        if (node.Activity is not ReviewStep step) return new LocalText(shown, shown, shown);
        var zh = Constant.Text(step.TitleZh).Value ?? shown;
        return new LocalText(zh, Constant.Text(step.TitleVi).Value ?? zh, Constant.Text(step.TitleEn).Value ?? zh);
    }

    private static string Shown(IActivity activity) =>
        activity.Metadata.TryGetValue("displayText", out var text) && text?.ToString() is { Length: > 0 } shown
            ? shown
            : activity.Name is { Length: > 0 } name ? name : activity.Id;
}

/// <summary>A step of a running flow that waits for somebody, in how many cases.</summary>
internal sealed record OccupiedStep(string StepId, LocalText Name, int Cases);
