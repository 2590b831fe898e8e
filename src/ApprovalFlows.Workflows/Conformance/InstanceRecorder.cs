using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>Describes the instances that changed since it was last asked, as the recordings do.</summary>
internal sealed class InstanceRecorder(TrialHost host)
{
    private static readonly JsonSerializerOptions Unescaped = EngineJson.Plain;

    private readonly Placeholders placeholders = new(host);
    private readonly Dictionary<string, long> revisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>True when a script was refused for syntax that is not offered here.</summary>
    public bool HasUnsupportedScript { get; private set; }

    public string IdOf(string name) => names.FirstOrDefault(pair => pair.Value == name).Key ?? name;

    public async Task<JsonArray> RecordAsync()
    {
        var changed = new JsonArray();
        var instances = await host.ReadAsync(store =>
            store.ListInstancesAsync(new InstanceFilter { Limit = int.MaxValue }));
        foreach (var instance in instances)
            if (!names.ContainsKey(instance.Id))
                names[instance.Id] = NextName(instance.DefinitionId + "#");
        foreach (var instance in instances.Where(item => revisions.GetValueOrDefault(item.Id) != item.Revision))
        {
            revisions[instance.Id] = instance.Revision;
            changed.Add(await DescribeAsync(instance));
        }

        return changed;
    }

    private string NextName(string prefix) =>
        prefix + (names.Values.Count(name => name.StartsWith(prefix, StringComparison.Ordinal)) + 1);

    /// <summary>Ids that change from run to run become names.</summary>
    public JsonObject WithPlaceholders(JsonObject record)
    {
        foreach (var (id, name) in names)
            placeholders.Note(id, $"<instance {name}>");
        placeholders.NoteAll();
        return JsonNode.Parse(placeholders.Apply(record.ToJsonString(Unescaped)))!.AsObject();
    }

    private async Task<JsonObject> DescribeAsync(StoredInstance instance)
    {
        var state = JsonNode.Parse(instance.State)!.AsObject();
        HasUnsupportedScript |= instance.State.Contains("UnsupportedScriptException", StringComparison.Ordinal);
        var bookmarks = await host.ListBookmarksAsync(instance.Id);
        return new JsonObject
        {
            ["instance"] = names[instance.Id],
            ["definitionVersion"] = instance.Version,
            ["status"] = instance.Status.ToString(),
            ["subStatus"] = instance.SubStatus.ToString(),
            ["name"] = instance.Name,
            ["correlationId"] = instance.CorrelationId,
            ["parentInstance"] = instance.ParentInstanceId,
            ["output"] = Values(OutboxWork.Decode(state["output"] as JsonObject)),
            ["variables"] = Values(host.Variables.GetValueOrDefault(instance.Id)
                ?? new Dictionary<string, object?>()),
            ["bookmarks"] = Rows(bookmarks.Select(item => new[] { item.ActivityId, item.Name })),
            ["incidents"] = Incidents(state),
            ["journal"] = await JournalAsync(instance.Id),
        };
    }

    private async Task<JsonArray> JournalAsync(string instanceId)
    {
        var from = sequences.GetValueOrDefault(instanceId);
        var entries = await host.ReadAsync(store =>
            store.ReadJournalAsync(instanceId, from, int.MaxValue));
        if (entries.Count > 0)
            sequences[instanceId] = entries[^1].Sequence + 1;
        return Rows(entries.Select(entry => new[] { entry.ActivityId, entry.EventName }));
    }

    private static JsonArray Incidents(JsonObject state) =>
        Rows((state["incidents"] as JsonArray ?? []).OfType<JsonObject>().Select(incident => new[]
        {
            incident.Text("activityId"), incident.Text("activityType"), incident.Text("message"),
        }));

    private static JsonArray Rows(IEnumerable<string?[]> rows) =>
        new([.. rows.Select(row => new JsonArray([.. row.Select(cell => JsonValue.Create(cell))]))]);

    private static JsonObject Values(IReadOnlyDictionary<string, object?> values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
            json[name] = value is null
                ? null
                : new JsonObject
                {
                    ["type"] = NameOf(value.GetType()),
                    ["value"] = JsonSerializer.SerializeToNode(
                        value, value.GetType(), EngineJson.WithPlainObjects),
                };
        return json;
    }

    // The recordings name .NET types, not aliases.
    private static string NameOf(Type type) =>
        type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : !type.IsGenericType ? type.Name
        : $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(NameOf))}>";
}
