namespace ApprovalFlows.Workflows.Alterations;

/// <summary>A change a person makes to one instance from outside, named as in Elsa.</summary>
public abstract record Alteration
{
    private protected Alteration()
    {
    }

    /// <summary>Elsa's name of the alteration, as in its JSON.</summary>
    public string Name => GetType().Name;

    /// <summary>Whether a faulted instance runs again afterwards.</summary>
    internal virtual bool Revives => false;

    /// <summary>Notes every reason against it; changes nothing.</summary>
    internal abstract void Check(AlterationTarget target);

    internal abstract ValueTask<AlterationChange> ApplyAsync(AlterationTarget target);

    private protected AlterationChange Change(params IEnumerable<ActivityExecutionContext> contexts) => new(this)
    {
        Activities = [.. contexts.Select(context => context.Activity.Id)],
    };
}

/// <summary>Ends the instance and its children.</summary>
public sealed record Cancel : Alteration
{
    internal override void Check(AlterationTarget target)
    {
    }

    internal override ValueTask<AlterationChange> ApplyAsync(AlterationTarget target)
    {
        target.Workflow.Revive();
        target.Workflow.Cancel();
        return new(Change());
    }
}

/// <summary>Ends an activity that is open; its container goes on without it.</summary>
public sealed record CancelActivity(string? ActivityId, string? ActivityInstanceId = null) : Alteration
{
    internal override bool Revives => true;

    internal override void Check(AlterationTarget target)
    {
        var open = target.Open(ActivityId, ActivityInstanceId);
        if (open.Count == 0)
            target.Refuse(AlterationProblem.ActivityNotOpen, ActivityId ?? ActivityInstanceId);
        if (open.Contains(target.Workflow.RootContext!))
            target.Refuse(AlterationProblem.ActivityIsWorkflow, ActivityId ?? ActivityInstanceId);
    }

    internal override async ValueTask<AlterationChange> ApplyAsync(AlterationTarget target)
    {
        var open = target.Open(ActivityId, ActivityInstanceId);
        foreach (var context in open)
            if (!context.IsCompleted)
                await target.CancelAsync(context);
        return Change(open);
    }
}

/// <summary>Runs faulted activities again: all of them, or those with these ids.</summary>
public sealed record Retry(IReadOnlyList<string>? ActivityIds = null) : Alteration
{
    internal override bool Revives => true;

    internal override void Check(AlterationTarget target)
    {
        var faulted = Faulted(target);
        foreach (var id in ActivityIds ?? [])
            if (!faulted.Exists(context => context.Activity.Id == id))
                target.Refuse(AlterationProblem.ActivityNotFaulted, id);
        var isStopped = target.Workflow.Status == WorkflowStatus.Finished;
        if (ActivityIds is null && faulted.Count == 0 && !(isStopped && target.Workflow.Scheduler.HasAny))
            target.Refuse(AlterationProblem.NothingFaulted);
    }

    internal override async ValueTask<AlterationChange> ApplyAsync(AlterationTarget target)
    {
        var faulted = Faulted(target);
        foreach (var context in faulted)
            await target.RetryAsync(context);
        if (target.NoneIsFaulted)
            target.Workflow.Incidents.Clear();
        return Change(faulted);
    }

    private List<ActivityExecutionContext> Faulted(AlterationTarget target) =>
        target.Faulted(context => ActivityIds?.Contains(context.Activity.Id) != false);
}

/// <summary>
/// Runs an activity: a faulted execution of it again, otherwise a new one in its container, which
/// must be open.
/// </summary>
public sealed record ScheduleActivity(string? ActivityId, string? ActivityInstanceId = null) : Alteration
{
    internal override bool Revives => true;

    internal override void Check(AlterationTarget target)
    {
        if (Faulted(target).Count > 0)
            return;
        if (ActivityInstanceId is not null)
            target.Refuse(AlterationProblem.ActivityNotFaulted, ActivityInstanceId);
        else
            Scheduling.Check(target, ActivityId ?? "");
    }

    internal override async ValueTask<AlterationChange> ApplyAsync(AlterationTarget target)
    {
        var faulted = Faulted(target);
        foreach (var context in faulted)
            await target.RetryAsync(context);
        if (faulted.Count > 0)
            return Change(faulted);
        await Scheduling.ScheduleAsync(target, ActivityId!);
        return new AlterationChange(this) { Activities = [ActivityId!] };
    }

    private List<ActivityExecutionContext> Faulted(AlterationTarget target) => target.Faulted(context =>
        ActivityInstanceId is null ? context.Activity.Id == ActivityId : context.Id == ActivityInstanceId);
}
