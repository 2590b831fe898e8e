using System.Collections.Concurrent;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>
/// Compiled graphs by version id and content. A draft may be saved again under its version id, so
/// the text is compared.
/// </summary>
public sealed class GraphCache(GraphBuilder builder)
{
    private const int Capacity = 500;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    public async Task<WorkflowGraph> GetAsync(
        StoredDefinition stored, IWorkflowStore store, CancellationToken cancellation = default)
    {
        if (entries.TryGetValue(stored.VersionId, out var entry)
            && string.Equals(entry.Json, stored.Json, StringComparison.Ordinal))
            return entry.Graph;
        var graph = await builder.BuildAsync(stored, store, cancellation);
        // What is not found now may be imported later.
        if (graph.Nodes.Any(node => node.Activity is NotFoundActivity))
            return graph;
        if (entries.Count >= Capacity)
            entries.Clear();
        entries[stored.VersionId] = new Entry(stored.Json, graph);
        return graph;
    }

    internal WorkflowActivityCatalog CatalogOf(IWorkflowStore store) => builder.CatalogOf(store);

    private sealed record Entry(string Json, WorkflowGraph Graph);
}
