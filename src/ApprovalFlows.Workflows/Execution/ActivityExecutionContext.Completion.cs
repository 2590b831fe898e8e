using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows;

/// <content>The ways an execution ends, and signals.</content>
public sealed partial class ActivityExecutionContext
{
    internal bool IsBreaking
    {
        get => GetProperty<bool>("IsBreaking");
        set => SetProperty("IsBreaking", value);
    }

    /// <summary>Its children are being ended so that it can go back; it must not go on without them.</summary>
    internal bool IsRewinding { get; set; }

    // Elsa: ActivityExecutionContext.Complete.cs
    public async ValueTask CompleteActivityAsync(object? result = null)
    {
        if (Status != ActivityStatus.Running)
            return;
        // Elsa does not look at the status again: a container that completes while its children are
        // cancelled is logged as completed twice.
        await CancelChildrenAsync();
        WithdrawQueuedChildren();
        Status = ActivityStatus.Completed;
        if (result is Outcomes outcomes)
            JournalData["Outcomes"] = outcomes.Names;
        AddJournal("Completed", null, journalData, await WorkflowExecutionContext.Runner.LoggedAsync(this));
        try
        {
            await SendCompletedAsync(result);
        }
        catch
        {
            // The owner could not go on: a retry must be able to complete this execution once more.
            Status = ActivityStatus.Running;
            throw;
        }

        ClearBookmarks();
        ClearCompletionCallbacks();
        CompletedAt = WorkflowExecutionContext.Now;
        if (ParentActivityExecutionContext is not null && Status == ActivityStatus.Completed)
            WorkflowExecutionContext.Forget(this);
    }

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) =>
        CompleteActivityAsync(new Outcomes(outcomes));

    public ValueTask CompleteCompositeAsync(params string[] outcomes) =>
        SendSignalAsync(new CompleteCompositeSignal(new Outcomes(outcomes)));

    public async ValueTask ScheduleOutcomesAsync(params string[] outcomes)
    {
        JournalData["Outcomes"] = outcomes;
        await SendSignalAsync(new ScheduleActivityOutcomes(outcomes));
    }

    // Elsa: ActivityExecutionContextExtensions.cs — children first, then this activity.
    public async ValueTask CancelActivityAsync()
    {
        if (Status is not (ActivityStatus.Running or ActivityStatus.Faulted))
            return;
        foreach (var child in Children.ToArray())
            await child.CancelActivityAsync();
        await EndAsCanceledAsync();
    }

    public void Fault(Exception exception)
    {
        Exception = exception;
        Status = ActivityStatus.Faulted;
        AggregateFaultCount++;
        foreach (var ancestor in GetAncestors())
            ancestor.AggregateFaultCount++;
    }

    public void RecoverFromFault()
    {
        AggregateFaultCount = 0;
        foreach (var ancestor in GetAncestors())
            ancestor.AggregateFaultCount = Math.Max(0, ancestor.AggregateFaultCount - 1);
        Exception = null;
        Status = ActivityStatus.Running;
    }

    public async ValueTask SendSignalAsync(object signal)
    {
        for (var receiver = this; receiver is not null; receiver = receiver.ParentActivityExecutionContext)
        {
            if (!receiver.ActivityNode.ListensToSignals)
                continue;
            var context = new SignalContext(receiver, this);
            await ((ISignalHandler)receiver.Activity).ReceiveSignalAsync(signal, context);
            if (context.IsStopped)
                return;
        }
    }

    // The callback behaviour every activity has is called directly: it only concerns the owner.
    private async ValueTask SendCompletedAsync(object? result)
    {
        if (WorkflowExecutionContext.WorkflowGraph.HasCompletionListeners)
            await SendSignalAsync(new ActivityCompleted(result));
        var owner = ParentActivityExecutionContext;
        if (owner?.PopCallback(ActivityNode) is not { } entry)
            return;
        try
        {
            await owner.CallAsync(entry, this, result);
        }
        catch
        {
            owner.RestoreCallback(entry);
            throw;
        }
    }

    /// <summary>
    /// Goes on as if the child had completed. A flowchart has its own way, which it takes when it hears
    /// of the cancellation.
    /// </summary>
    internal async ValueTask GoOnWithoutAsync(ActivityExecutionContext canceled)
    {
        if (PopCallback(canceled.ActivityNode) is { } entry
            && Status == ActivityStatus.Running && Activity is not Activities.Flow.Flowchart)
            await CallAsync(entry, canceled, null);
    }

    private async ValueTask CallAsync(
        Execution.CompletionCallbackEntry entry, ActivityExecutionContext child, object? result)
    {
        Tag = entry.Tag;
        if (entry.Callback is null)
            return;
        await WorkflowExecutionContext.Runner.EnsureInputsAsync(this);
        await entry.Callback(new ActivityCompletedContext(this, child, result));
    }

    private async ValueTask CancelChildrenAsync()
    {
        if (children is null or { Count: 0 })
            return;
        foreach (var child in children.ToArray())
            await child.CancelWithParentAsync();
    }

    // Elsa: ActivityExecutionContext.Cancel.cs — self first, then children; pending ones too.
    internal async ValueTask CancelWithParentAsync()
    {
        if (IsCompleted)
            return;
        await EndAsCanceledAsync();
        await CancelChildrenAsync();
    }

    private async ValueTask EndAsCanceledAsync()
    {
        Status = ActivityStatus.Canceled;
        WithdrawQueuedChildren();
        ClearBookmarks();
        ClearCompletionCallbacks();
        WorkflowExecutionContext.RemoveBookmarksOfNode(NodeId);
        AddJournal("Canceled", null, journalData);
        await SendSignalAsync(new CancelSignal());
        if (ParentActivityExecutionContext is not null)
            WorkflowExecutionContext.Forget(this);
    }
}
