using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>Resumes what a row of ours says is waiting.</summary>
internal static class Resuming
{
    /// <exception cref="WorkflowConflictException">
    /// It no longer waits: the row was read before, the flow after somebody else's commit; fresh data tells why.
    /// </exception>
    public static async Task ResumeWaitingAsync(
        this WorkflowRuntime runtime, ResumeRequest request, CancellationToken cancellation)
    {
        try
        {
            await runtime.ResumeAsync(request, cancellation);
        }
        catch (NotWaitingException gone)
        {
            throw new WorkflowConflictException("The case moved on between two reads.", gone);
        }
    }
}
