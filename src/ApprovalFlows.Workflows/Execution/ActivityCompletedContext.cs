namespace ApprovalFlows.Workflows;

/// <summary>A finished child and the owner that scheduled it.</summary>
public sealed class ActivityCompletedContext(
    ActivityExecutionContext targetContext, ActivityExecutionContext childContext, object? result = null)
{
    public ActivityExecutionContext TargetContext { get; } = targetContext;
    public ActivityExecutionContext ChildContext { get; } = childContext;
    public object? Result { get; } = result;
    public WorkflowExecutionContext WorkflowExecutionContext => TargetContext.WorkflowExecutionContext;
    public CancellationToken CancellationToken => TargetContext.CancellationToken;

    public T GetRequiredService<T>()
        where T : notnull => TargetContext.GetRequiredService<T>();

    public ValueTask CompleteActivityAsync(object? result = null) =>
        TargetContext.CompleteActivityAsync(result);

    public ValueTask CompleteActivityWithOutcomesAsync(params string[] outcomes) =>
        TargetContext.CompleteActivityWithOutcomesAsync(outcomes);
}
