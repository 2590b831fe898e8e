namespace ApprovalFlows.Workflows.Execution;

/// <summary>Starts an instance when the activation strategy of its definition allows one more.</summary>
public sealed class WorkflowStarter(WorkflowRuntime runtime, ActivationCheck activation)
{
    /// <returns>Null when the strategy refuses.</returns>
    public async Task<BurstResult?> StartAsync(StartRequest request, CancellationToken cancellation = default) =>
        await activation.AllowsAsync(request, cancellation) ? await runtime.StartAsync(request, cancellation) : null;
}
