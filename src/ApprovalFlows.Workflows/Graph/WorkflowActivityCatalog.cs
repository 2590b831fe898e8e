using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Finds the definitions that a definition uses as activities, at any depth.</summary>
internal sealed class WorkflowActivityCatalog(ActivityRegistry registry, IWorkflowStore store)
{
    private const string IdMember = "workflowDefinitionId";
    private const string VersionIdMember = "workflowDefinitionVersionId";

    private readonly Dictionary<string, WorkflowDefinition?> resolved = new(StringComparer.Ordinal);
    private IReadOnlyList<WorkflowDefinition>? usable;

    public WorkflowDefinition? Find(JsonObject json) => resolved.GetValueOrDefault(KeyOf(json));

    public async Task ResolveAsync(WorkflowDefinition definition, CancellationToken cancellation)
    {
        var pending = new Queue<WorkflowDefinition>([definition]);
        while (pending.TryDequeue(out var current))
            foreach (var json in UnknownActivities(current.Root))
            {
                if (resolved.ContainsKey(KeyOf(json)))
                    continue;
                var child = await FindDefinitionAsync(json, cancellation);
                resolved[KeyOf(json)] = child;
                if (child is not null)
                    pending.Enqueue(child);
            }
    }

    /// <summary>
    /// Notes on each activity that is a definition which version it is, so that it stays that one
    /// when further versions are published (Elsa: ActivityJsonConverter.cs).
    /// </summary>
    public async Task PinAsync(JsonNode? root, CancellationToken cancellation)
    {
        foreach (var json in UnknownActivities(root).ToList())
            if (await FindDefinitionAsync(json, cancellation) is { } child)
                Pin(json, child);
    }

    /// <summary>Lets the activities that are this definition be this version of it; false when they were.</summary>
    public bool Repin(JsonNode? root, WorkflowDefinition version)
    {
        var outdated = UnknownActivities(root).Where(json =>
            json.Text(IdMember) == version.DefinitionId
            && json.Text(VersionIdMember) != version.VersionId).ToList();
        foreach (var json in outdated)
            Pin(json, version);
        return outdated.Count > 0;
    }

    private static void Pin(JsonObject json, WorkflowDefinition version)
    {
        json["version"] = version.Version;
        json[IdMember] = version.DefinitionId;
        json[VersionIdMember] = version.VersionId;
    }

    private async Task<WorkflowDefinition?> FindDefinitionAsync(
        JsonObject json, CancellationToken cancellation)
    {
        var type = json.Text("type")!;
        usable ??= await UsableAsync(cancellation);
        var candidates = usable.Where(item => TypeNameOf(item) == type).ToList();
        if (json.Text(VersionIdMember) is { Length: > 0 } versionId
            && candidates.Find(item => item.VersionId == versionId) is { } pinned)
            return pinned;
        var version = json.Number("version");
        return candidates.Find(item => item.Version == version)
            ?? candidates.Find(item => item.IsPublished)
            ?? candidates.FirstOrDefault();
    }

    private async Task<IReadOnlyList<WorkflowDefinition>> UsableAsync(CancellationToken cancellation)
    {
        var all = await store.ListUsableAsActivityAsync(cancellation);
        return [.. all
            .Select(TryRead)
            .OfType<WorkflowDefinition>()
            .Where(definition => definition.Options.UsableAsActivity)];
    }

    private static WorkflowDefinition? TryRead(StoredDefinition stored)
    {
        try
        {
            return DefinitionReader.Read(stored);
        }
        catch (DefinitionFormatException)
        {
            return null;
        }
    }

    private IEnumerable<JsonObject> UnknownActivities(JsonNode? json) => json switch
    {
        JsonObject shape => OfObject(shape),
        JsonArray array => array.SelectMany(UnknownActivities),
        _ => [],
    };

    private IEnumerable<JsonObject> OfObject(JsonObject json)
    {
        if (json["type"] is JsonValue type && type.TryGetValue<string>(out var name)
            && json.ContainsKey("id") && registry.FindLatest(name) is null)
            yield return json;
        foreach (var (_, value) in json)
            foreach (var found in UnknownActivities(value))
                yield return found;
    }

    private static string KeyOf(JsonObject json) =>
        $"{json["type"]}|{json["version"]}|{json[VersionIdMember]}";

    // Elsa: WorkflowDefinitionActivityDescriptorFactory.cs — the definition's name in Pascal case.
    internal static string TypeNameOf(WorkflowDefinition definition) =>
        WorkflowActivityDescriber.TypeNameOf(definition);
}
