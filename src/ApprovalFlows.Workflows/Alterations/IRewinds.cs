namespace ApprovalFlows.Workflows.Alterations;

/// <summary>A container that knows which of its children come after one another and can go back to one.</summary>
internal interface IRewinds
{
    /// <summary>What comes after the child; the execution is null when the container is not open.</summary>
    IReadOnlySet<IActivity> After(ActivityExecutionContext? context, IActivity child);

    /// <summary>What ends when the container goes back to the child, itself included.</summary>
    IReadOnlySet<IActivity> Ending(ActivityExecutionContext context, IActivity child);

    /// <summary>
    /// Forgets what happened since the child ran, and says what to call when it has completed. The children that
    /// end are still open.
    /// </summary>
    ValueTask<ActivityCompletionCallback> ForgetAsync(
        ActivityExecutionContext context, IActivity child, IReadOnlySet<IActivity> open);
}
