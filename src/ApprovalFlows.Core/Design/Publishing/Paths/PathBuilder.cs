using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Looping;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Graph;
using Parallel = ApprovalFlows.Workflows.Activities.Flow.Parallel;

namespace ApprovalFlows.Core.Design.Publishing.Paths;

/// <summary>Follows a compiled flow from its start, as the engine would run it.</summary>
internal sealed class PathBuilder(WorkflowGraph graph)
{
    private readonly Dictionary<(ActivityNode, string?), PathPoint> known = [];
    private readonly List<PathPoint> points = [];

    public PathMap Build()
    {
        Begin(graph.Root);
        // The list grows while it is walked.
        for (var index = 0; index < points.Count; index++)
            if (points[index].IsStart) Enter(points[index]);
            else Leave(points[index]);
        return new PathMap(points);
    }

    private PathPoint Begin(IActivity activity) => Begin(graph.FindNode(activity)!);

    private PathPoint Begin(ActivityNode node) => At(node, null);

    private PathPoint At(ActivityNode node, string? outcome)
    {
        if (known.TryGetValue((node, outcome), out var point)) return point;
        known[(node, outcome)] = point = new PathPoint(points.Count, node, outcome)
        {
            JoinsAll = outcome is null && JoinsAll(node.Activity),
        };
        points.Add(point);
        return point;
    }

    private void Enter(PathPoint start)
    {
        var node = start.Node;
        switch (node.Activity)
        {
            case Finish:
                start.End = PathEnd.Proper;
                return;
            case Fault:
                start.End = PathEnd.Fault;
                return;
            case Complete complete when EnclosingFlow(node) is { } flow:
                foreach (var outcome in OutcomesOf(complete, flow)) start.LeadTo(At(flow, outcome));
                return;
            case Break when EnclosingLoop(node) is { } loop:
                start.LeadTo(At(loop, StepOutcomes.Done));
                return;
        }

        var first = FirstOf(node).ToList();
        foreach (var child in first) start.LeadTo(Begin(child));
        start.Forks = node.Activity is Parallel or Fork or FlowFork;
        if (first.Count == 0 || MayPassBy(node.Activity)) Complete(start);
    }

    private void Complete(PathPoint start)
    {
        var outcomes = StepOutcomes.Of(start.Node) ?? ConnectedOf(start.Node);
        foreach (var outcome in outcomes.DefaultIfEmpty(StepOutcomes.Done))
            start.LeadTo(At(start.Node, outcome));
    }

    private void Leave(PathPoint done)
    {
        var node = done.Node;
        var parent = node.Parent;
        switch (parent?.Activity)
        {
            case null:
                done.End = PathEnd.Proper;
                break;
            case Flowchart chart:
                LeaveInChart(done, parent, chart);
                break;
            case Sequence sequence:
                var following = node.Activity is ITerminalNode
                    ? null
                    : sequence.Activities.SkipWhile(item => item != node.Activity).Skip(1).FirstOrDefault();
                done.LeadTo(following is null ? At(parent, StepOutcomes.Done) : Begin(following));
                break;
            case While or For or ForEach or ParallelForEach:
                done.LeadTo(Begin(parent));
                break;
            case Workflow:
                done.LeadTo(At(parent, StepOutcomes.Done));
                break;
            case WorkflowDefinitionActivity:
                done.LeadTo(At(parent, done.Outcome!));
                break;
            case Parallel or Fork { JoinMode: ForkJoinMode.WaitAll }:
                var all = At(parent, StepOutcomes.Done);
                all.JoinsAll = true;
                done.LeadTo(all);
                break;
            default:
                foreach (var outcome in StepOutcomes.Of(parent) ?? [StepOutcomes.Done])
                    done.LeadTo(At(parent, outcome));
                break;
        }
    }

    private void LeaveInChart(PathPoint done, ActivityNode parent, Flowchart chart)
    {
        if (done.Node.Activity is not ITerminalNode)
            foreach (var connection in chart.Connections)
                if (StepOutcomes.Leads(connection, done.Node.Activity, done.Outcome!))
                    done.LeadTo(Begin(connection.Target.Activity));
        done.Forks = true;
        if (done.Next.Count > 0) return;
        // In an inner flowchart the last step hands over to what follows the flowchart.
        if (done.Node.Activity is not ITerminalNode && parent.Parent == graph.Root) done.End = PathEnd.Dangling;
        else done.LeadTo(At(parent, StepOutcomes.Done));
    }

    private static IEnumerable<IActivity> FirstOf(ActivityNode node) => node.Activity switch
    {
        Flowchart chart => StartsOf(chart),
        Sequence sequence => sequence.Activities.Take(1),
        _ => node.Children.Select(child => child.Activity),
    };

    // As the engine: what a trigger begins, and where a run without trigger begins.
    private static IEnumerable<IActivity> StartsOf(Flowchart chart)
    {
        var first = chart.Start
            ?? chart.Activities.FirstOrDefault(activity => activity is IStartNode)
            ?? chart.Activities.FirstOrDefault(CanStart)
            ?? chart.Activities.FirstOrDefault(activity =>
                chart.Connections.All(connection => connection.Target.Activity != activity))
            ?? chart.Activities.FirstOrDefault();
        return chart.Activities.Where(activity => activity == first || (activity is ITrigger && CanStart(activity)));
    }

    private static bool CanStart(IActivity activity) =>
        activity.CustomProperties.TryGetValue("canStartWorkflow", out var value)
        && string.Equals(value?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    private static bool MayPassBy(IActivity activity) => activity switch
    {
        If choice => choice.Then is null || choice.Else is null,
        Switch choice => choice.Default is null,
        While loop => Constant.Text(loop.Condition) is not { IsKnown: true, Value: "True" or "true" },
        Flowchart or Sequence or Parallel or Fork or Composite or FlowNode => false,
        _ => true,
    };

    private static bool JoinsAll(IActivity activity) => activity is FlowJoin join
        && Constant.Text(join.Mode) is { IsKnown: true, Value: nameof(FlowJoinMode.WaitAll) };

    private static IEnumerable<string> ConnectedOf(ActivityNode node) =>
        node.Parent?.Activity is Flowchart chart
            ? chart.Connections.Where(connection => connection.Source.Activity == node.Activity)
                .Select(connection => connection.Source.Port ?? StepOutcomes.Done).Distinct()
            : [StepOutcomes.Done];

    private static IEnumerable<string> OutcomesOf(Complete complete, ActivityNode flow)
    {
        var named = flow.Parent is { } user ? StepOutcomes.Of(user) ?? [] : [];
        var text = Constant.Text(complete.Outcomes);
        if (!text.IsKnown) return named.DefaultIfEmpty(StepOutcomes.Done);
        return Constant.List(complete.Outcomes).Value is { Count: > 0 } list ? list : [text.Value ?? StepOutcomes.Done];
    }

    private static ActivityNode? EnclosingFlow(ActivityNode node) => Enclosing(node, parent => parent is Composite);

    private static ActivityNode? EnclosingLoop(ActivityNode node) =>
        Enclosing(node, parent => parent is While or For or ForEach or ParallelForEach);

    private static ActivityNode? Enclosing(ActivityNode node, Func<IActivity, bool> fits)
    {
        var at = node.Parent;
        while (at is not null && !fits(at.Activity)) at = at.Parent;
        return at;
    }
}
