using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <content>Definitions that use a definition as an activity (Elsa: WorkflowReferenceUpdater.cs).</content>
public sealed partial class DefinitionLibrary
{
    /// <summary>Lets definitions that use this one use its published version.</summary>
    /// <param name="definitionId">The definition that is used.</param>
    /// <param name="consumers">Those to change; empty means all.</param>
    /// <param name="ct">Ends the change.</param>
    /// <returns>The ids of those that changed.</returns>
    public async Task<IReadOnlyList<string>> UpdateReferencesAsync(
        string definitionId, IReadOnlyCollection<string> consumers, CancellationToken ct = default)
    {
        var stored = await store.FindDefinitionAsync(definitionId, VersionOptions.Published, ct)
            ?? throw new DefinitionNotFoundException(
                $"There is no published version of the definition '{definitionId}'.");
        var published = DefinitionReader.Read(stored);
        var changed = new List<string>();
        foreach (var consumer in await store.ListVersionsAsync(null, ct))
        {
            if (!consumer.IsLatest || consumer.DefinitionId == definitionId
                || (consumers.Count > 0 && !consumers.Contains(consumer.DefinitionId)))
                continue;
            var before = consumer.Json;
            await UpdateConsumerAsync(consumer, published, ct);
            var after = await store.FindDefinitionAsync(consumer.DefinitionId, VersionOptions.Latest, ct);
            if (after?.Json != before)
                changed.Add(consumer.DefinitionId);
        }

        return changed;
    }

    /// <summary>
    /// Lets the latest version of each consumer use the version just published, and then their
    /// consumers use them. What was published is published again, a draft stays one.
    /// </summary>
    private async Task UpdateConsumersAsync(
        WorkflowDefinition published, HashSet<string> done, CancellationToken ct)
    {
        done.Add(published.DefinitionId);
        foreach (var consumer in await store.ListVersionsAsync(null, ct))
            if (consumer.IsLatest && !done.Contains(consumer.DefinitionId)
                && await UpdateConsumerAsync(consumer, published, ct) is { } updated)
                await UpdateConsumersAsync(DefinitionReader.Read(updated), done, ct);
    }

    /// <summary>The version that was published instead; null when there is none.</summary>
    private async Task<StoredDefinition?> UpdateConsumerAsync(
        StoredDefinition consumer, WorkflowDefinition published, CancellationToken ct)
    {
        var json = JsonRead.Parse(consumer.Json);
        if (!graphs.CatalogOf(store).Repin(json["root"], published))
            return null;
        var draft = await SaveDraftAsync(consumer.DefinitionId, json, consumer.CreatedBy, null, ct);
        if (!consumer.IsPublished)
            return null;
        var result = await PublishAsync(draft, ct);
        return result.Succeeded ? result.Definition : null;
    }
}
