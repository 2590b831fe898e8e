using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>
/// The definitions that other definitions may use as activities: what is published, and earlier versions that
/// may be in use still, which are not offered any more.
/// </summary>
public sealed class WorkflowActivities(IWorkflowStore store)
{
    public async Task<IReadOnlyList<ActivityDescriptor>> DescribeAsync(CancellationToken cancellation = default) =>
        [.. (await store.ListUsableAsActivityAsync(cancellation))
            .Where(stored => stored.IsPublished || stored.WasPublished)
            .Select(DefinitionReader.Read)
            .Where(definition => definition.Options.UsableAsActivity)
            .Select(WorkflowActivityDescriber.Describe)
            .DistinctBy(descriptor => (descriptor.TypeName, descriptor.Version))];
}
