using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Options;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>The open container that goes back, the child it goes back to, and the activity within that child.</summary>
internal sealed record RewindPlace(ActivityExecutionContext Container, ActivityNode Child, ActivityNode Target);

/// <summary>Goes back within the innermost container that is still open.</summary>
internal static class Rewinding
{
    private const string Entry = "RewindTo";

    /// <summary>Notes what stands against it; null then.</summary>
    public static RewindPlace? Find(AlterationTarget target, string activityId)
    {
        if (target.Workflow.WorkflowGraph.FindNodeByActivityId(activityId) is not { Parent: not null } node)
        {
            target.Refuse(AlterationProblem.ActivityUnknown, activityId);
            return null;
        }

        for (var child = node; child.Parent is { } parent; child = parent)
        {
            var open = OpenOf(target.Workflow, parent);
            if (parent.Activity is not IRewinds && (open.Count > 0 || parent.Parent is not null))
                target.Refuse(
                    AlterationProblem.ContainerCannotSchedule, activityId, parent.Activity.Id, parent.Activity.Type);
            else if (open.Count > 1)
                target.Refuse(AlterationProblem.ContainerAmbiguous, activityId, parent.Activity.Id);
            else if (open.Count == 1 && child == node && Runs(target.Workflow, open[0], node))
                target.Refuse(AlterationProblem.ActivityRuns, activityId);
            else if (open.Count == 1)
                return new RewindPlace(open[0], child, node);
            if (target.Problems.Count > 0)
                return null;
        }

        target.Refuse(AlterationProblem.ContainerNotOpen, activityId, node.Parent!.Activity.Id);
        return null;
    }

    /// <returns>The activities that ended.</returns>
    public static async ValueTask<IReadOnlyList<string>> GoBackAsync(AlterationTarget target, RewindPlace place)
    {
        var (container, child, node) = place;
        var rewinds = (IRewinds)container.Activity;
        var ending = rewinds.Ending(container, child.Activity);
        var running = container.Children
            .Where(open => !open.IsCompleted && ending.Contains(open.Activity)).ToArray();
        var callback = await rewinds.ForgetAsync(container, child.Activity, OpenIn(container));
        container.IsRewinding = true;
        try
        {
            target.Workflow.Scheduler.Withdraw(item =>
                item.Owner == container && ending.Contains(item.Node.Activity));
            foreach (var open in running)
                await target.AbandonAsync(open);
        }
        finally
        {
            container.IsRewinding = false;
        }

        await container.ScheduleActivityAsync(
            child.Activity, new ScheduleWorkOptions(callback, input: InputFor(child, node)));
        return [.. running.Select(open => open.Activity.Id)];
    }

    /// <summary>The child where a container that was entered by going back begins; null means at its start.</summary>
    public static ActivityNode? EntryOf(ActivityExecutionContext context)
    {
        if (!context.HasActivityInput(Entry))
            return null;
        var node = context.WorkflowExecutionContext.FindNodeById(context.ActivityInput[Entry].ToString()!);
        while (node is not null && node.Parent != context.ActivityNode)
            node = node.Parent;
        return node;
    }

    /// <summary>Hands on to the child that begins where the way back leads.</summary>
    public static Dictionary<string, object>? HandedOn(ActivityExecutionContext context, ActivityNode child)
    {
        var target = context.WorkflowExecutionContext.FindNodeById(context.ActivityInput[Entry].ToString()!);
        return target is null ? null : InputFor(child, target);
    }

    /// <summary>Everything that comes after the activity, within its containers and after each of them.</summary>
    public static IReadOnlySet<string> FollowersOf(WorkflowExecutionContext workflow, string activityId)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var child = workflow.WorkflowGraph.FindNodeByActivityId(activityId);
            child?.Parent is { } parent;
            child = parent)
        {
            if (parent.Activity is not IRewinds rewinds)
                continue;
            var open = OpenOf(workflow, parent);
            var after = rewinds.After(open.Count == 1 ? open[0] : null, child.Activity);
            foreach (var next in parent.Children)
                if (after.Contains(next.Activity))
                    Add(found, next);
        }

        return found;
    }

    private static void Add(HashSet<string> found, ActivityNode node)
    {
        found.Add(node.Activity.Id);
        foreach (var child in node.Children)
            Add(found, child);
    }

    private static Dictionary<string, object>? InputFor(ActivityNode child, ActivityNode target) =>
        child == target ? null : new Dictionary<string, object> { [Entry] = target.NodeId };

    private static List<ActivityExecutionContext> OpenOf(WorkflowExecutionContext workflow, ActivityNode node) =>
        [.. workflow.ActivityExecutionContexts.Where(context =>
            context.ActivityNode == node && context.Status == ActivityStatus.Running)];

    private static bool Runs(
        WorkflowExecutionContext workflow, ActivityExecutionContext container, ActivityNode node) =>
        container.Children.Any(child => child.ActivityNode == node && !child.IsCompleted)
        || workflow.Scheduler.Contains(node, container);

    private static HashSet<IActivity> OpenIn(ActivityExecutionContext container) =>
        [.. container.Children.Where(child => !child.IsCompleted).Select(child => child.Activity)
            .Concat(container.WorkflowExecutionContext.Scheduler.Items
                .Where(item => item.Owner == container).Select(item => item.Node.Activity))];
}
