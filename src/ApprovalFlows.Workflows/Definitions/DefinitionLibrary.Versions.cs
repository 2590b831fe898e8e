using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <content>How versions come into being, from drafts and from files.</content>
public sealed partial class DefinitionLibrary
{
    private const int MaxFiles = 1_000;

    /// <summary>
    /// Loads every *.json of a directory: the file name is the definition id. An unchanged file makes
    /// no version, a changed one makes the next version and publishes it; a definition whose latest
    /// version was edited elsewhere is left alone.
    /// </summary>
    public async Task<IReadOnlyList<PublishResult>> LoadFilesAsync(
        string directory, CancellationToken ct = default)
    {
        var results = new List<PublishResult>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json")
            .OrderBy(path => IsShared(path) ? 0 : 1).ThenBy(path => path, StringComparer.Ordinal).Take(MaxFiles))
            if (await LoadFileAsync(path, ct) is { } result)
                results.Add(result);
        return results;
    }

    // A flow that others use as an activity has to be there before them.
    private static bool IsShared(string path)
    {
        try
        {
            return JsonRead.Parse(File.ReadAllText(path).TrimStart('\uFEFF'))["options"] is JsonObject options
                && options["usableAsActivity"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        }
        catch (DefinitionFormatException)
        {
            // Loading it says what is wrong.
            return false;
        }
    }

    private async Task<PublishResult?> LoadFileAsync(string path, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(path, ct);
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
        var definitionId = Path.GetFileNameWithoutExtension(path);
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, ct);
        if (latest is not null && (latest.FileHash is null || latest.FileHash == hash))
            return null;
        var json = JsonRead.Parse(System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
        json["definitionId"] = definitionId;
        var version = await AddVersionAsync(definitionId, json, null, hash, ct);
        return await PublishAsync(version, ct);
    }

    private async Task<StoredDefinition> SaveDraftAsync(
        string definitionId, JsonObject json, string? createdBy, string? fileHash, CancellationToken ct)
    {
        var latest = await store.FindDefinitionAsync(definitionId, VersionOptions.Latest, ct);
        if (latest is null || latest.IsPublished || latest.WasPublished)
            return await AddVersionAsync(definitionId, json, createdBy, fileHash, ct);
        await graphs.CatalogOf(store).PinAsync(json["root"], ct);
        latest.Name = json.Text("name")?.Trim();
        latest.Json = json.ToJsonString(EngineJson.Options);
        latest.FileHash = fileHash;
        await CheckAndSaveAsync(latest, ct);
        return latest;
    }

    private async Task<StoredDefinition> AddVersionAsync(
        string definitionId, JsonObject json, string? createdBy, string? fileHash, CancellationToken ct)
    {
        await graphs.CatalogOf(store).PinAsync(json["root"], ct);
        var versions = await store.ListVersionsAsync(definitionId, ct);
        var added = new StoredDefinition
        {
            VersionId = Identity.NewSecretId(),
            DefinitionId = definitionId,
            Version = versions.Count == 0 ? 1 : versions.Max(item => item.Version) + 1,
            Name = json.Text("name")?.Trim(),
            IsLatest = true,
            Json = json.ToJsonString(EngineJson.Options),
            FileHash = fileHash,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = createdBy,
        };
        await CheckAndSaveAsync(added, ct);
        foreach (var other in versions.Where(item => item.IsLatest))
        {
            other.IsLatest = false;
            await store.SaveDefinitionAsync(other, ct);
        }

        return added;
    }

    // What cannot be read as a graph is not stored, not even as a draft.
    private async Task CheckAndSaveAsync(StoredDefinition definition, CancellationToken ct)
    {
        await graphs.GetAsync(definition, store, ct);
        await store.SaveDefinitionAsync(definition, ct);
    }
}
