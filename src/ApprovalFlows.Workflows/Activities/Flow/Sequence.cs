using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Runs its children one after the other.</summary>
[Activity("Elsa", "Workflows", "Runs its activities one after the other.")]
[System.ComponentModel.Browsable(false)]
public sealed class Sequence : Container, IMovesState, IRewinds
{
    private const string CurrentIndex = "CurrentIndex";
    private const string RunsBeside = "RunsBeside";

    public Sequence()
    {
    }

    public Sequence(params IActivity[] activities)
        : base(activities)
    {
    }

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        if (Rewinding.EntryOf(context) is not { } entry)
            return NextAsync(context);
        context.SetProperty(CurrentIndex, IndexOf(entry.Activity) + 1);
        return context.ScheduleActivityAsync(entry.Activity, new Options.ScheduleWorkOptions(
            OnChildCompletedAsync, input: Rewinding.HandedOn(context, entry)));
    }

    // Elsa: Sequence.cs — the sequence reacts to a break but does not stop the signal.
    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        var receiver = context.ReceiverActivityExecutionContext;
        if (signal is BreakSignal)
            receiver.IsBreaking = true;
        if (signal is not ScheduleChildActivity schedule)
            return;
        context.StopPropagation();
        await ScheduleBesideAsync(receiver, schedule.Activity);
    }

    void IMovesState.MoveState(Dictionary<string, JsonNode?> properties, ContainerMove move)
    {
        var last = Activities.Select((activity, index) => move.OpenChildren.Contains(activity) ? index : -1)
            .DefaultIfEmpty(-1).Max();
        if (last >= 0)
            properties[CurrentIndex] = Execution.ValueCodec.Encode(last + 1);
    }

    IReadOnlySet<IActivity> IRewinds.After(ActivityExecutionContext? context, IActivity child) =>
        Activities.Skip(IndexOf(child) + 1).ToHashSet();

    IReadOnlySet<IActivity> IRewinds.Ending(ActivityExecutionContext context, IActivity child) =>
        Activities.ToHashSet();

    ValueTask<ActivityCompletionCallback> IRewinds.ForgetAsync(
        ActivityExecutionContext context, IActivity child, IReadOnlySet<IActivity> open)
    {
        context.RemoveProperty(RunsBeside);
        context.SetProperty(CurrentIndex, IndexOf(child) + 1);
        return new(OnChildCompletedAsync);
    }

    private int IndexOf(IActivity activity) => Activities.TakeWhile(item => item != activity).Count();

    // A sequence that waits goes on when both are done; one that came to a stop goes on from there.
    private ValueTask ScheduleBesideAsync(ActivityExecutionContext context, IActivity activity)
    {
        if (HasOpenChild(context))
            context.SetProperty(RunsBeside, true);
        else
            context.SetProperty(CurrentIndex, IndexOf(activity) + 1);
        return context.ScheduleActivityAsync(activity, OnChildCompletedAsync);
    }

    private static bool HasOpenChild(ActivityExecutionContext context) =>
        context.Children.Any(child => !child.IsCompleted)
        || context.WorkflowExecutionContext.Scheduler.AnyOwnedWithin(context);

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        if (target.GetProperty<bool>(RunsBeside) && HasOpenChild(target))
            return ValueTask.CompletedTask;
        var isTerminal = context.ChildContext.Activity is ITerminalNode;
        return isTerminal || target.IsBreaking ? target.CompleteActivityAsync() : NextAsync(target);
    }

    private ValueTask NextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(CurrentIndex);
        if (index >= Activities.Count)
            return context.CompleteActivityAsync();
        context.SetProperty(CurrentIndex, index + 1);
        return context.ScheduleActivityAsync(Activities.ElementAt(index), OnChildCompletedAsync);
    }
}
