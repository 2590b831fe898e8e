using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>An activity that waits in the queue of a burst.</summary>
internal sealed class WorkItem
{
    public required ActivityNode Node { get; init; }
    public ActivityExecutionContext? Owner { get; init; }
    public ActivityExecutionContext? Existing { get; init; }
    public object? Tag { get; init; }
    public IEnumerable<Variable>? Variables { get; init; }
    public IDictionary<string, object>? Input { get; init; }
    public ActivityExecutionContext? SchedulingActivity { get; init; }
}

/// <summary>What to call on the owner when a scheduled child completed.</summary>
internal sealed record CompletionCallbackEntry(ActivityNode Child, ActivityCompletionCallback? Callback, object? Tag)
{
    /// <summary>Asked for only when the instance waits: looking it up takes longer than most activities.</summary>
    public string? MethodName => Callback?.Method.Name;
}

/// <summary>First in, first out: parallel branches interleave breadth-first.</summary>
public sealed class ActivityScheduler
{
    private Queue<WorkItem> items = new();

    public bool HasAny => items.Count > 0;
    internal IEnumerable<WorkItem> Items => items;

    internal WorkItem Next => items.Peek();

    internal void Enqueue(WorkItem item) => items.Enqueue(item);

    internal WorkItem Take() => items.Dequeue();

    public void Clear() => items.Clear();

    /// <summary>Withdraws what fits, and says what that was.</summary>
    internal List<WorkItem> Withdraw(Predicate<WorkItem> condition)
    {
        var withdrawn = new List<WorkItem>();
        foreach (var item in items)
            if (condition(item))
                withdrawn.Add(item);
        if (withdrawn.Count > 0)
            items = new Queue<WorkItem>(items.Where(item => !withdrawn.Contains(item)));
        return withdrawn;
    }

    internal bool Contains(ActivityNode node, ActivityExecutionContext owner)
    {
        foreach (var item in items)
            if (item.Node == node && item.Owner == owner)
                return true;
        return false;
    }

    internal bool AnyOwnedWithin(ActivityExecutionContext container)
    {
        foreach (var item in items)
            if (item.Owner is not null && item.Owner.IsDescendantOfOrSelf(container))
                return true;
        return false;
    }
}
