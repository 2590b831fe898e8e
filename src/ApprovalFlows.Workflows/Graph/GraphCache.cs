using System.Collections.Concurrent;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>
/// Compiled graphs by version id and content. A draft may be saved again under its version id, so
/// the text, or its hash, is compared.
/// </summary>
public sealed class GraphCache(GraphBuilder builder)
{
    private const int Capacity = 500;

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Asks the store for the text only when the graph is not there yet.</summary>
    /// <exception cref="DefinitionNotFoundException">The version is gone.</exception>
    public ValueTask<WorkflowGraph> GetAsync(
        DefinitionHead head, IWorkflowStore store, CancellationToken cancellation = default) =>
        head.ContentHash is { } hash && entries.TryGetValue(head.VersionId, out var entry) && entry.Hash == hash
            ? new(entry.Graph)
            : new(LoadAsync(head.VersionId, store, cancellation));

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
        entries[stored.VersionId] = new Entry(stored.Json, stored.ContentHash, graph);
        return graph;
    }

    internal WorkflowActivityCatalog CatalogOf(IWorkflowStore store) => builder.CatalogOf(store);

    private async Task<WorkflowGraph> LoadAsync(
        string versionId, IWorkflowStore store, CancellationToken cancellation)
    {
        var stored = await store.FindVersionAsync(versionId, cancellation)
            ?? throw new DefinitionNotFoundException($"The version '{versionId}' is gone.");
        return await GetAsync(stored, store, cancellation);
    }

    private sealed record Entry(string Json, string? Hash, WorkflowGraph Graph);
}
