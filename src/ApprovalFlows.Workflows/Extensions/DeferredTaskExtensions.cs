namespace ApprovalFlows.Workflows.Extensions;

/// <summary>
/// Code that runs after the burst's last activity and before its commit: what it does to the host's
/// database belongs to the same transaction.
/// </summary>
public static class DeferredTaskExtensions
{
    public static void DeferTask(this WorkflowExecutionContext context, Func<Task> task) =>
        context.DeferredTasks.Enqueue(task);

    public static void DeferTask(this ActivityExecutionContext context, Func<Task> task) =>
        context.WorkflowExecutionContext.DeferTask(task);

    public static void DeferTask(this ActivityExecutionContext context, Action task) =>
        context.DeferTask(() =>
        {
            task();
            return Task.CompletedTask;
        });
}
