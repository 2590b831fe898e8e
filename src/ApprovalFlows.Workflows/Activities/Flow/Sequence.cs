using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Runs its children one after the other.</summary>
[Activity("Elsa", "Workflows", "Runs its activities one after the other.")]
[System.ComponentModel.Browsable(false)]
public sealed class Sequence : Container
{
    private const string CurrentIndex = "CurrentIndex";

    public Sequence()
    {
    }

    public Sequence(params IActivity[] activities)
        : base(activities)
    {
    }

    protected override ValueTask ScheduleChildrenAsync(ActivityExecutionContext context) =>
        NextAsync(context);

    // Elsa: Sequence.cs — the sequence reacts to a break but does not stop the signal.
    protected override void OnSignalReceived(object signal, SignalContext context)
    {
        if (signal is BreakSignal)
            context.ReceiverActivityExecutionContext.IsBreaking = true;
    }

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
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
