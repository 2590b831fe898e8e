using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Branching;

/// <summary>Whether a fork waits for all of its branches or for the first.</summary>
public enum ForkJoinMode
{
    WaitAll,
    WaitAny,
}

/// <summary>Runs branches side by side.</summary>
[Activity("Elsa", "Control Flow", "Runs branches side by side.")]
[System.ComponentModel.Browsable(false)]
public sealed class Fork : Activity
{
    private const string Completed = "Completed";

    [Input(Description = "Whether to wait for all branches or for the first.")]
    public ForkJoinMode JoinMode { get; set; } = ForkJoinMode.WaitAll;

    [Port]
    public ICollection<IActivity> Branches { get; set; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Branches.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        foreach (var branch in Branches)
            await context.ScheduleActivityAsync(branch, OnBranchCompletedAsync);
    }

    protected override void OnSignalReceived(object signal, SignalContext context)
    {
        if (signal is BreakSignal)
            context.ReceiverActivityExecutionContext.IsBreaking = true;
    }

    private ValueTask OnBranchCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        var completed = target.UpdateProperty<List<string>>(Completed, ids =>
            [.. (ids ?? []).Append(context.ChildContext.Activity.Id).Distinct()]);
        var isDone = target.IsBreaking || JoinMode == ForkJoinMode.WaitAny
            || Branches.All(branch => completed.Contains(branch.Id));
        return isDone ? target.CompleteActivityAsync() : ValueTask.CompletedTask;
    }
}
