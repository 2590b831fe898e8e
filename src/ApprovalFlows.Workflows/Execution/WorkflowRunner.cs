namespace ApprovalFlows.Workflows.Execution;

/// <summary>Takes work items until the queue is empty.</summary>
internal sealed class WorkflowRunner
{
    private int pending;

    public ValueTask EnsureInputsAsync(ActivityExecutionContext context)
    {
        pending += context.ExecutionCount;
        return ValueTask.CompletedTask;
    }
}
