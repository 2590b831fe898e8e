using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Runs its children side by side and waits for all of them.</summary>
[Activity("Elsa", "Workflows", "Runs its activities side by side.")]
[System.ComponentModel.Browsable(false)]
public sealed class Parallel : Container
{
    private const string Remaining = "ScheduledChildren";

    public Parallel()
    {
    }

    public Parallel(params IActivity[] activities)
        : base(activities)
    {
    }

    protected override async ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(Remaining, Activities.Count);
        foreach (var activity in Activities)
            await context.ScheduleActivityAsync(activity, OnChildCompletedAsync);
    }

    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        if (signal is not ScheduleChildActivity schedule)
            return;
        context.StopPropagation();
        var receiver = context.ReceiverActivityExecutionContext;
        receiver.UpdateProperty<int>(Remaining, count => count + 1);
        await receiver.ScheduleActivityAsync(schedule.Activity, OnChildCompletedAsync);
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var remaining = context.TargetContext.UpdateProperty<int>(Remaining, count => count - 1);
        return remaining <= 0 ? context.TargetContext.CompleteActivityAsync() : ValueTask.CompletedTask;
    }
}
