using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Runs bursts: start, resume, cancel. Each stages its outcome in the store and never commits —
/// that is for the unit of work of the host.
/// </summary>
public sealed partial class WorkflowRuntime(IWorkflowStore store)
{
    /// <summary>Runs the first burst of a new instance.</summary>
    /// <exception cref="DefinitionNotFoundException">No such definition or version.</exception>
    /// <exception cref="BurstRefusedException">An activity refused; nothing is staged.</exception>
    public Task<BurstResult> StartAsync(StartRequest request, CancellationToken ct = default) =>
        throw new NotSupportedException($"{store} {request} {ct}");

    /// <summary>Runs one more burst of an instance.</summary>
    /// <exception cref="NotWaitingException">The bookmark is used up or the instance finished.</exception>
    /// <exception cref="BurstRefusedException">An activity refused; nothing is staged.</exception>
    public Task<BurstResult> ResumeAsync(ResumeRequest request, CancellationToken ct = default) =>
        throw new NotSupportedException($"{request} {ct}");

    /// <summary>Ends an instance and its children; does nothing when it already ended.</summary>
    public Task CancelAsync(string instanceId, string? reason = null, CancellationToken ct = default) =>
        throw new NotSupportedException($"{instanceId} {reason} {ct}");
}
