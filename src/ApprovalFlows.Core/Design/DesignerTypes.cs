using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Core.Design;

/// <summary>Which activity types and versions a designer is told of.</summary>
public sealed class DesignerTypes(ActivityRegistry registry, WorkflowActivities workflows)
{
    public async Task<Func<string, int, bool>> KnownAsync(CancellationToken cancellation = default)
    {
        var offered = (await ListAsync(cancellation))
            .Select(descriptor => (descriptor.TypeName, descriptor.Version)).ToHashSet();
        return (type, version) => offered.Contains((type, version));
    }

    /// <summary>The activities of this process and every published flow that may be used as one.</summary>
    public async Task<IReadOnlyList<ActivityDescriptor>> ListAsync(CancellationToken cancellation = default) =>
        [.. registry.Descriptors, .. await workflows.DescribeAsync(cancellation)];
}
