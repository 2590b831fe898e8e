using ApprovalFlows.Workflows.Builders;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>What came of publishing: the version, or the reasons why not.</summary>
public sealed record PublishResult(StoredDefinition Definition, IReadOnlyList<ValidationError> Errors)
{
    public bool Succeeded => Errors.Count == 0;
}

/// <summary>
/// Versions of definitions: drafts, publication, files. Everything is staged in the store; the
/// host commits (Elsa: WorkflowDefinitionPublisher.cs).
/// </summary>
public sealed partial class DefinitionLibrary(
    IWorkflowStore store,
    GraphCache graphs,
    TriggerIndex triggerIndex,
    DefinitionValidator validator,
    GraphBuilder graphBuilder,
    CodeWorkflows codeWorkflows,
    TimeProvider clock)
{
    /// <summary>
    /// Saves the JSON as the draft of its definition: over the latest version when that was never
    /// published, else as the next version. Blank definition ids get a new one.
    /// </summary>
    /// <exception cref="DefinitionFormatException">The JSON is no definition.</exception>
    public async Task<StoredDefinition> SaveDraftAsync(
        string json, string? createdBy = null, CancellationToken ct = default)
    {
        var shape = JsonRead.Parse(json);
        var definitionId = shape.Text("definitionId");
        if (string.IsNullOrWhiteSpace(definitionId))
            shape["definitionId"] = definitionId = Identity.NewSecretId();
        return await SaveDraftAsync(definitionId, shape, createdBy, null, ct);
    }

    /// <summary>Publishes the latest version; with errors nothing is staged.</summary>
    public async Task<PublishResult> PublishAsync(string definitionId, CancellationToken ct = default)
    {
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, ct)
            ?? throw new DefinitionNotFoundException($"There is no definition '{definitionId}'.");
        return await PublishAsync(latest, ct);
    }

    /// <summary>Takes the published version back: its triggers are gone, running instances go on.</summary>
    public async Task<StoredDefinition> RetractAsync(string definitionId, CancellationToken ct = default)
    {
        var published = await store.FindDefinitionAsync(definitionId, VersionOptions.Published, ct)
            ?? throw new DefinitionNotFoundException(
                $"There is no published version of the definition '{definitionId}'.");
        published.IsPublished = false;
        await store.SaveDefinitionAsync(published, ct);
        await store.ReplaceTriggersAsync(definitionId, [], ct);
        return published;
    }

    /// <summary>Makes a copy of an older version the new latest one, not published.</summary>
    public async Task<StoredDefinition> RevertAsync(
        string definitionId, int version, string? createdBy = null, CancellationToken ct = default)
    {
        var old = await store.FindDefinitionAsync(definitionId, VersionOptions.Specific(version), ct)
            ?? throw new DefinitionNotFoundException(
                $"There is no version {version} of the definition '{definitionId}'.");
        return await AddVersionAsync(definitionId, JsonRead.Parse(old.Json), createdBy, null, ct);
    }

    /// <summary>Removes one version; the highest that remains becomes the latest.</summary>
    public async Task DeleteVersionAsync(string versionId, CancellationToken ct = default)
    {
        var version = await store.FindVersionAsync(versionId, ct);
        if (version is null)
            return;
        if (version.IsPublished)
            await RetractAsync(version.DefinitionId, ct);
        await store.RemoveVersionAsync(versionId, ct);
        var remaining = (await store.ListVersionsAsync(version.DefinitionId, ct))
            .FirstOrDefault(item => item.VersionId != versionId);
        if (!version.IsLatest || remaining is null)
            return;
        remaining.IsLatest = true;
        await store.SaveDefinitionAsync(remaining, ct);
    }

    /// <summary>Saves the JSON as a draft and publishes it when asked to.</summary>
    public async Task<PublishResult> ImportAsync(
        string json, bool publish, string? createdBy = null, CancellationToken ct = default)
    {
        var draft = await SaveDraftAsync(json, createdBy, ct);
        return publish ? await PublishAsync(draft, ct) : new PublishResult(draft, []);
    }

    /// <summary>The definition as Elsa exports it: as it was saved, with the envelope of this version.</summary>
    public static string Export(StoredDefinition stored)
    {
        var json = JsonRead.Parse(stored.Json);
        json["id"] = stored.VersionId;
        json["definitionId"] = stored.DefinitionId;
        json["version"] = stored.Version;
        json["isLatest"] = stored.IsLatest;
        json["isPublished"] = stored.IsPublished;
        return json.ToJsonString(EngineJson.Options);
    }

    private async Task<PublishResult> PublishAsync(StoredDefinition latest, CancellationToken ct)
    {
        var graph = await graphs.GetAsync(latest, store, ct);
        var triggers = await triggerIndex.ComputeAsync(graph, ct);
        var errors = await validator.ValidateAsync(graph, triggers, ct);
        if (errors.Count > 0)
            return new PublishResult(latest, errors);
        foreach (var other in await store.ListVersionsAsync(latest.DefinitionId, ct))
            if (other.VersionId != latest.VersionId && (other.IsLatest || other.IsPublished))
            {
                other.IsLatest = other.IsPublished = false;
                await store.SaveDefinitionAsync(other, ct);
            }

        latest.IsLatest = latest.IsPublished = latest.WasPublished = true;
        await store.SaveDefinitionAsync(latest, ct);
        await store.ReplaceTriggersAsync(latest.DefinitionId, triggers, ct);
        if (graph.Definition.Options is { UsableAsActivity: true, AutoUpdateConsumingWorkflows: true })
            await UpdateConsumersAsync(graph.Definition, [], ct);
        return new PublishResult(latest, []);
    }
}
