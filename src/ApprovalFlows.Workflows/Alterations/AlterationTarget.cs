using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>The loaded instance that is altered, and the reasons against it found so far.</summary>
internal sealed class AlterationTarget(WorkflowExecutionContext workflow, Migration? migration)
{
    public WorkflowExecutionContext Workflow { get; } = workflow;
    public Migration? Migration { get; } = migration;
    public List<AlterationProblem> Problems { get; } = [];

    public bool NoneIsFaulted => Faulted(static _ => true).Count == 0;

    public void Refuse(string key, params IEnumerable<string?> arguments) =>
        Problems.Add(new AlterationProblem(key, [.. arguments.Select(argument => argument ?? "")]));

    public List<ActivityExecutionContext> Open(string? activityId, string? activityInstanceId) =>
        [.. Workflow.ActivityExecutionContexts.Where(context => !context.IsCompleted
            && (activityInstanceId is null
                ? context.Activity.Id == activityId
                : context.Id == activityInstanceId))];

    public List<ActivityExecutionContext> Faulted(Predicate<ActivityExecutionContext> condition) =>
        [.. Workflow.ActivityExecutionContexts.Where(context =>
            context.Status == ActivityStatus.Faulted && condition(context))];

    // The activity starts over: what its first try had begun below it must not go on beside the second.
    public async ValueTask RetryAsync(ActivityExecutionContext context)
    {
        foreach (var child in context.Children.ToArray())
            await EndAsync(child);
        context.ClearBookmarks();
        context.ClearCompletionCallbacks();
        context.PropertiesOrNull?.Clear();
        Withdraw(context);
        Recover(context);
        Workflow.Scheduler.Enqueue(new WorkItem
        {
            Node = context.ActivityNode,
            Owner = context.ParentActivityExecutionContext,
            Existing = context,
        });
    }

    public async ValueTask CancelAsync(ActivityExecutionContext context)
    {
        await EndAsync(context);
        if (context.ParentActivityExecutionContext is { } container)
            await container.GoOnWithoutAsync(context);
    }

    /// <summary>Ends an execution from above, so that nothing within it goes on without a part of it.</summary>
    public async ValueTask AbandonAsync(ActivityExecutionContext context)
    {
        Withdraw(context);
        foreach (var faulted in context.GetDescendants().Prepend(context)
            .Where(item => item.Status == ActivityStatus.Faulted).ToArray())
            Recover(faulted);
        await context.CancelWithParentAsync();
    }

    private async ValueTask EndAsync(ActivityExecutionContext context)
    {
        Withdraw(context);
        foreach (var faulted in context.GetDescendants().Prepend(context)
            .Where(item => item.Status == ActivityStatus.Faulted).ToArray())
            Recover(faulted);
        if (context.Status == ActivityStatus.Pending)
            context.TransitionTo(ActivityStatus.Running);
        await context.CancelActivityAsync();
    }

    private void Withdraw(ActivityExecutionContext context) => Workflow.Scheduler.Withdraw(item =>
        item.Existing == context || item.Owner?.IsDescendantOfOrSelf(context) == true);

    private void Recover(ActivityExecutionContext context)
    {
        var index = Workflow.Incidents.FindIndex(incident => incident.ActivityInstanceId == context.Id);
        if (index < 0)
            index = Workflow.Incidents.FindIndex(incident => incident.ActivityInstanceId is null
                && incident.ActivityNodeId == context.NodeId);
        if (index >= 0)
            Workflow.Incidents.RemoveAt(index);
        context.RecoverFromFault();
    }
}
