using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Options;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <content>The counter mode (Elsa: Flowchart.Counters.cs).</content>
public sealed partial class Flowchart
{
    private const string ScopeProperty = "FlowScope";
    private const string BackwardInput = "BackwardConnection";

    private async ValueTask OnChildCompletedCounterAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        var child = context.ChildContext;
        if (child.Status != ActivityStatus.Completed)
            return;
        if (child.Activity is ITerminalNode)
        {
            await target.CompleteActivityAsync();
            return;
        }

        RequireReachable(target, child.Activity);
        var outcomes = context.Result as Outcomes;
        var isBackward = child.HasActivityInput(BackwardInput);
        if (!await FollowAsync(target, child.Activity, outcomes ?? Outcomes.Default, outcomes is null, isBackward))
            await CompleteIfIdleAsync(target);
    }

    private async ValueTask OnCanceledCounterAsync(ActivityExecutionContext context, IActivity child)
    {
        await CompleteIfIdleAsync(context);
        if (context.WorkflowExecutionContext.Reproduces(ElsaDefects.NestedCancelFault))
            RequireReachable(context, child);
        else if (GraphOf(context).IsDangling(child))
            return;
        await FollowAsync(context, child, Outcomes.Empty, false, false);
    }

    private void RequireReachable(ActivityExecutionContext context, IActivity child)
    {
        if (GraphOf(context).IsDangling(child))
            throw new InvalidOperationException(
                $"The activity '{child.Id}' is not connected to the start of its flowchart.");
    }

    private static ValueTask CompleteIfIdleAsync(ActivityExecutionContext context) =>
        HasPendingWork(context) || HasFaultedChild(context)
            ? ValueTask.CompletedTask
            : context.CompleteActivityAsync();

    /// <summary>Registers the visits and schedules what may run now; false when that is nothing.</summary>
    private async ValueTask<bool> FollowAsync(
        ActivityExecutionContext context,
        IActivity activity,
        Outcomes outcomes,
        bool isDefault,
        bool isBackward)
    {
        var graph = GraphOf(context);
        var scope = context.GetProperty<FlowScope>(ScopeProperty, static () => new FlowScope());
        if (!isBackward)
            scope.Visit(activity);
        var scheduled = false;
        foreach (var connection in graph.Outbound(activity))
        {
            var followed = connection.Matches(outcomes.Names, isDefault);
            scope.Visit(connection, followed);
            scheduled |= graph.IsBackward(connection)
                ? followed && await GoBackAsync(context, graph, connection)
                : await GoForwardAsync(context, graph, scope, connection);
        }

        return scheduled;
    }

    private async ValueTask<bool> GoBackAsync(
        ActivityExecutionContext context, FlowGraph graph, Connection connection)
    {
        if (!graph.IsValidBackward(connection))
            throw new InvalidOperationException(
                $"Invalid backward connection: Every path from the source ('{connection.Source.Activity.Id}') "
                + $"must go through the target ('{connection.Target.Activity.Id}').");
        await context.ScheduleActivityAsync(connection.Target.Activity, new ScheduleWorkOptions(
            OnChildCompletedCounterAsync,
            input: new Dictionary<string, object> { [BackwardInput] = true }));
        return true;
    }

    private async ValueTask<bool> GoForwardAsync(
        ActivityExecutionContext context, FlowGraph graph, FlowScope scope, Connection connection)
    {
        var target = connection.Target.Activity;
        switch (await JoinModeAsync(context, target))
        {
            case FlowJoinMode.WaitAny:
                return await GoWaitAnyAsync(context, graph, scope, connection);
            case FlowJoinMode.WaitAll:
                return scope.AllVisited(graph, target)
                    && await ScheduleOrSkipAsync(context, target, scope.AllFollowed(graph, target));
            default:
                return scope.AllVisited(graph, target)
                    && await ScheduleOrSkipAsync(context, target, scope.AnyFollowed(graph, target));
        }
    }

    private async ValueTask<bool> GoWaitAnyAsync(
        ActivityExecutionContext context, FlowGraph graph, FlowScope scope, Connection connection)
    {
        var target = connection.Target.Activity;
        var node = context.WorkflowExecutionContext.WorkflowGraph.FindNode(target)!;
        if (scope.VisitsOf(connection) <= scope.VisitsOf(target)
            || context.WorkflowExecutionContext.Scheduler.Contains(node, context))
            return false;
        if (scope.AnyFollowed(graph, target))
        {
            await context.ScheduleActivityAsync(target, OnChildCompletedCounterAsync);
            await CancelInboundAncestorsAsync(context, target);
            return true;
        }

        return scope.AllVisited(graph, target) && await ScheduleOrSkipAsync(context, target, false);
    }

    // Skipping passes on that a path is dead: the target counts as completed without outcomes.
    private async ValueTask<bool> ScheduleOrSkipAsync(
        ActivityExecutionContext context, IActivity target, bool schedule)
    {
        if (!schedule)
            return await FollowAsync(context, target, Outcomes.Empty, false, false);
        await context.ScheduleActivityAsync(target, OnChildCompletedCounterAsync);
        return true;
    }

    private static async ValueTask<FlowJoinMode> JoinModeAsync(
        ActivityExecutionContext context, IActivity target)
    {
        if (target is not FlowJoin join)
            return FlowJoinMode.WaitAllActive;
        var mode = await context.EvaluateInputOfAsync(join.Mode);
        return mode is FlowJoinMode given ? given : FlowJoinMode.WaitAny;
    }
}
