using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>Runs an activity of an open container that did not come to it by itself.</summary>
internal static class Scheduling
{
    public static void Check(AlterationTarget target, string activityId)
    {
        if (FindNode(target, activityId) is not { Parent: { } parent } node)
        {
            target.Refuse(AlterationProblem.ActivityUnknown, activityId);
            return;
        }

        var containers = target.Open(parent.Activity.Id, null)
            .FindAll(context => context.ActivityNode == parent && context.Status == ActivityStatus.Running);
        if (containers.Count == 0)
            target.Refuse(AlterationProblem.ContainerNotOpen, activityId, parent.Activity.Id);
        else if (containers.Count > 1)
            target.Refuse(AlterationProblem.ContainerAmbiguous, activityId, parent.Activity.Id);
        else if (!CanSchedule(parent))
            target.Refuse(
                AlterationProblem.ContainerCannotSchedule, activityId, parent.Activity.Id, parent.Activity.Type);
        else if (containers[0].Children.Any(child => child.ActivityNode == node && !child.IsCompleted)
            || target.Workflow.Scheduler.Contains(node, containers[0]))
            target.Refuse(AlterationProblem.ActivityRuns, activityId);
    }

    public static async ValueTask ScheduleAsync(AlterationTarget target, string activityId)
    {
        var node = FindNode(target, activityId)!;
        var container = target.Open(node.Parent!.Activity.Id, null)
            .First(context => context.ActivityNode == node.Parent && context.Status == ActivityStatus.Running);
        var signal = new SignalContext(container, container);
        await ((ISignalHandler)container.Activity).ReceiveSignalAsync(
            new ScheduleChildActivity(node.Activity), signal);
        if (!signal.IsStopped)
            throw new InvalidOperationException(
                $"'{container.Activity.Id}' does not run activities that it is asked to run.");
    }

    // A container from outside the engine may know the signal; whether it does shows when it is sent.
    private static bool CanSchedule(ActivityNode container) =>
        container.Activity is Flowchart or Sequence or Activities.Flow.Parallel or Fork
        || (container.ListensToSignals
            && container.Activity.GetType().Assembly != typeof(Scheduling).Assembly);

    private static ActivityNode? FindNode(AlterationTarget target, string activityId) =>
        target.Workflow.WorkflowGraph.Nodes.FirstOrDefault(node => node.Activity.Id == activityId);
}
