namespace ApprovalFlows.Workflows.Execution;

/// <summary>Sees an instance at the end of each burst, before its outcome is staged.</summary>
public interface IBurstObserver
{
    void OnBurstEnded(WorkflowExecutionContext workflow);
}
