using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>
/// Whether a definition lets another instance start. Asked by those who start on behalf of a person
/// or a stimulus, not by the runtime itself (Elsa: DefaultWorkflowStarter.cs).
/// </summary>
public sealed class ActivationCheck(IWorkflowStore store, GraphCache graphs)
{
    public async Task<bool> AllowsAsync(StartRequest request, CancellationToken ct = default)
    {
        var head = await store.FindHeadAsync(
            request.DefinitionId,
            request.Version is { } version ? VersionOptions.Specific(version) : VersionOptions.Published,
            ct);
        if (head is null)
            return true;
        var strategy = (await graphs.GetAsync(head, store, ct)).Definition.Options.ActivationStrategyType;
        if (string.IsNullOrWhiteSpace(strategy))
            return true;
        return StrategyNames.ShortNameOf(strategy).ToLowerInvariant() switch
        {
            "singletonstrategy" => !await AnyAsync(request.DefinitionId, null, ct),
            "correlationstrategy" => !await AnyAsync(null, request.CorrelationId, ct),
            "correlatedsingletonstrategy" => !await AnyAsync(request.DefinitionId, request.CorrelationId, ct),
            _ => true,
        };
    }

    private async Task<bool> AnyAsync(string? definitionId, string? correlationId, CancellationToken ct) =>
        (await store.ListInstancesAsync(
            new InstanceFilter
            {
                DefinitionId = definitionId,
                CorrelationId = correlationId,
                Status = WorkflowStatus.Running,
                Limit = 1,
            },
            ct)).Count > 0;
}
