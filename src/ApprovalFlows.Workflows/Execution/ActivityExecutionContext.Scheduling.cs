using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Options;

namespace ApprovalFlows.Workflows;

/// <content>Children and their completion callbacks.</content>
public sealed partial class ActivityExecutionContext
{
    private List<CompletionCallbackEntry>? callbacks;

    internal IReadOnlyList<CompletionCallbackEntry> Callbacks => callbacks ?? NoCallbacks;

    private static List<CompletionCallbackEntry> NoCallbacks { get; } = [];

    public ValueTask ScheduleActivityAsync(
        IActivity? activity,
        ActivityCompletionCallback? completionCallback,
        object? tag = null,
        IEnumerable<Variable>? variables = null) =>
        ScheduleAsync(activity, this, completionCallback, tag, variables, null);

    public ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleWorkOptions? options = null) =>
        ScheduleActivityAsync(activity, this, options);

    public ValueTask ScheduleActivityAsync(
        IActivity? activity, ActivityExecutionContext? owner, ScheduleWorkOptions? options = null) =>
        ScheduleAsync(
            activity, owner, options?.CompletionCallback, options?.Tag, options?.Variables, options);

    public ValueTask ScheduleActivityAsync(
        ActivityNode? node, ActivityExecutionContext? owner, ScheduleWorkOptions? options = null) =>
        ScheduleActivityAsync(node?.Activity, owner, options);

    public async ValueTask ScheduleActivitiesAsync(params IActivity?[] activities)
    {
        foreach (var activity in activities)
            await ScheduleActivityAsync(activity);
    }

    public async ValueTask ScheduleActivities(
        IEnumerable<IActivity?> activities,
        ActivityCompletionCallback? completionCallback,
        object? tag = null,
        IEnumerable<Variable>? variables = null)
    {
        foreach (var activity in activities)
            await ScheduleActivityAsync(activity, completionCallback, tag, variables);
    }

    public async ValueTask ScheduleActivities(
        IEnumerable<IActivity?> activities, ScheduleWorkOptions? options = null)
    {
        foreach (var activity in activities)
            await ScheduleActivityAsync(activity, options);
    }

    internal void RestoreCallback(CompletionCallbackEntry entry) => (callbacks ??= []).Add(entry);

    internal void ClearCompletionCallbacks() => callbacks?.Clear();

    // Elsa leaves it in the queue: it would run after its container has ended.
    private void WithdrawQueuedChildren()
    {
        if (WorkflowExecutionContext.Reproduces(ElsaDefects.QueuedWorkAfterEnd))
            return;
        if (callbacks is { Count: > 0 } || Status == ActivityStatus.Canceled)
            WorkflowExecutionContext.Scheduler.Withdraw(item => item.Owner == this || item.Existing == this);
    }

    // Elsa: WorkflowExecutionContext.cs — only the first matching entry is popped per completion.
    internal CompletionCallbackEntry? PopCallback(ActivityNode child)
    {
        if (callbacks is null)
            return null;
        for (var i = 0; i < callbacks.Count; i++)
            if (callbacks[i].Child == child)
            {
                var entry = callbacks[i];
                callbacks.RemoveAt(i);
                return entry;
            }

        return null;
    }

    private ValueTask ScheduleAsync(
        IActivity? activity,
        ActivityExecutionContext? owner,
        ActivityCompletionCallback? callback,
        object? tag,
        IEnumerable<Variable>? variables,
        ScheduleWorkOptions? options)
    {
        var target = owner ?? this;
        if (activity is null)
            return ScheduleNothingAsync(target, callback);
        var node = WorkflowExecutionContext.WorkflowGraph.FindNode(activity)
            ?? throw new InvalidOperationException(
                $"The activity '{activity.Id}' is not part of the workflow.");
        var workflow = WorkflowExecutionContext;
        if (target.IsCompleted && !workflow.Reproduces(ElsaDefects.QueuedWorkAfterEnd))
            return ValueTask.CompletedTask;
        if (options?.PreventDuplicateScheduling == true && workflow.Scheduler.Contains(node, target))
            return ValueTask.CompletedTask;
        target.RestoreCallback(new(node, callback, tag));
        workflow.Scheduler.Enqueue(new WorkItem
        {
            Node = node,
            Owner = target,
            Existing = options?.ExistingActivityExecutionContext,
            Tag = tag,
            Variables = variables,
            Input = options?.Input,
            SchedulingActivity = this,
        });
        return ValueTask.CompletedTask;
    }

    // Elsa: ActivityExecutionContextSchedulerStrategy.cs — with a callback it runs at once, with
    // the owner as its own child; without one the owner completes.
    private async ValueTask ScheduleNothingAsync(
        ActivityExecutionContext owner, ActivityCompletionCallback? callback)
    {
        if (callback is null)
        {
            await owner.CompleteActivityAsync();
            return;
        }

        // Elsa recurses without end for a While that has no body; here it is an incident.
        using var depth = WorkflowExecutionContext.Limits.EnterEmptyChild(owner.Activity.Id);
        await callback(new ActivityCompletedContext(owner, owner));
    }
}
