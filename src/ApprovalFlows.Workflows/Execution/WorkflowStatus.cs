namespace ApprovalFlows.Workflows;

/// <summary>Whether an instance can still run (Elsa: WorkflowStatus.cs).</summary>
public enum WorkflowStatus
{
    Running,
    Finished,
}

/// <summary>The finer state of an instance (Elsa: WorkflowSubStatus.cs).</summary>
public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted,
}
