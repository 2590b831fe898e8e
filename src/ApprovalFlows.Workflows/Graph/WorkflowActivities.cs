using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>The published definitions that other definitions may use as activities.</summary>
public sealed class WorkflowActivities(IWorkflowStore store)
{
    public async Task<IReadOnlyList<ActivityDescriptor>> DescribeAsync(CancellationToken cancellation = default) =>
        [.. (await store.ListVersionsAsync(null, cancellation))
            .Where(stored => stored.IsPublished
                && stored.Json.Contains("usableAsActivity", StringComparison.OrdinalIgnoreCase))
            .Select(DefinitionReader.Read)
            .Where(definition => definition.Options.UsableAsActivity)
            .Select(WorkflowActivityDescriber.Describe)];
}
