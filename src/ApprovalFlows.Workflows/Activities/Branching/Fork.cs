using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Alterations;
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
public sealed class Fork : Activity, IMovesState
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

    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        var receiver = context.ReceiverActivityExecutionContext;
        if (signal is BreakSignal)
            receiver.IsBreaking = true;
        if (signal is not ScheduleChildActivity schedule)
            return;
        context.StopPropagation();
        receiver.UpdateProperty<List<string>>(
            Completed, ids => [.. (ids ?? []).Where(id => id != schedule.Activity.Id)]);
        await receiver.ScheduleActivityAsync(schedule.Activity, OnBranchCompletedAsync);
    }

    void IMovesState.MoveState(Dictionary<string, JsonNode?> properties, ContainerMove move) =>
        properties.Rewrite<List<string>>(Completed, ids => ids.Select(move.NewIdOf).OfType<string>().ToList());

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
