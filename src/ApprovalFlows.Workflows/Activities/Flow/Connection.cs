using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>One end of a connection.</summary>
public sealed record Endpoint(IActivity Activity, string? Port = null);

/// <summary>Leads from an outcome of one node to another node.</summary>
public sealed record Connection(Endpoint Source, Endpoint Target)
{
    private string? key;

    public Connection(IActivity source, IActivity target)
        : this(new Endpoint(source), new Endpoint(target))
    {
    }

    /// <summary>Names the connection in stored state; activities made in code have ids by its first use.</summary>
    internal string Key => key ??=
        $"{Source.Activity.Id}|{Source.Port}|{Target.Activity.Id}|{Target.Port}";

    // Not the key: it comes late.
    public bool Equals(Connection? other) =>
        other is not null && Source == other.Source && Target == other.Target;

    public override int GetHashCode() => HashCode.Combine(Source, Target);

    // Elsa: ConnectionsExtensions.cs — case-sensitive; a null port matches only the default outcome.
    internal bool Matches(IReadOnlyList<string> outcomes, bool isDefault) =>
        Source.Port is null ? isDefault : outcomes.Contains(Source.Port, StringComparer.Ordinal);
}

/// <summary>Reads connections (Elsa: ConnectionJsonConverter.cs).</summary>
internal static class ConnectionReader
{
    /// <summary>All connections whose ends exist; none when the value is no list of them.</summary>
    public static List<Connection> ReadAll(JsonNode? json, IReadOnlyDictionary<string, IActivity> byId)
    {
        var items = ListOf(json);
        return IsFlat(items.FirstOrDefault())
            ? [.. items.Select(item => ReadFlat(item, byId))]
            : [.. items.Select(item => ReadNested(item, byId)).OfType<Connection>()];
    }

    // Lists come bare, wrapped as "$values", or as a single connection.
    private static List<JsonObject> ListOf(JsonNode? json) => json switch
    {
        JsonArray array => [.. array.OfType<JsonObject>()],
        JsonObject shape when shape["$values"] is JsonArray values => [.. values.OfType<JsonObject>()],
        JsonObject shape when shape.ContainsKey("source") => [shape],
        _ => [],
    };

    private static bool IsFlat(JsonObject? first) =>
        first?["source"]?.GetValueKind() == JsonValueKind.String
        && first["target"]?.GetValueKind() == JsonValueKind.String;

    // The older form: ids instead of ends. Here both must exist.
    private static Connection ReadFlat(JsonObject json, IReadOnlyDictionary<string, IActivity> byId)
    {
        return new Connection(End("source"), End("target"));

        Endpoint End(string name) =>
            byId.TryGetValue(json.Text(name) ?? "", out var activity)
                ? new(activity, json[name + "Port"]?.GetValueKind() == JsonValueKind.String
                    ? json.Text(name + "Port")
                    : null)
                : throw new DefinitionFormatException(
                    $"The connection at {json.GetPath()} leads from or to '{json[name]}', which does not exist.");
    }

    private static Connection? ReadNested(JsonObject json, IReadOnlyDictionary<string, IActivity> byId)
    {
        var source = ReadEnd(json, "source", byId);
        var target = ReadEnd(json, "target", byId);
        return source is null || target is null ? null : new Connection(source, target);
    }

    private static Endpoint? ReadEnd(
        JsonObject json, string name, IReadOnlyDictionary<string, IActivity> byId)
    {
        if (json[name] is not JsonObject end || !end.ContainsKey("activity"))
            throw new DefinitionFormatException(
                $"The connection at {json.GetPath()} has no property '{name}' with an activity.");
        return end.Text("activity") is { } id && byId.TryGetValue(id, out var activity)
            ? new(activity, end.Text("port"))
            : null;
    }
}
