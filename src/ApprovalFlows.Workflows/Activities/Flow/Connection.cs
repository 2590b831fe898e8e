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
    /// <summary>The connection, or null when one of its ends does not exist.</summary>
    public static Connection? Read(JsonObject json, IReadOnlyDictionary<string, IActivity> byId)
    {
        var source = ReadEnd(json, "source", byId);
        var target = ReadEnd(json, "target", byId);
        return source is null || target is null ? null : new Connection(source, target);
    }

    private static Endpoint? ReadEnd(
        JsonObject json, string name, IReadOnlyDictionary<string, IActivity> byId)
    {
        if (!json.TryGetPropertyValue(name, out var end))
            throw new DefinitionFormatException(
                $"The connection at {json.GetPath()} has no property '{name}'.");
        var isNested = end is JsonObject;
        var id = isNested ? ((JsonObject)end!).Text("activity") : json.Text(name);
        var port = isNested ? ((JsonObject)end!).Text("port") : json.Text(name + "Port");
        return id is not null && byId.TryGetValue(id, out var activity) ? new(activity, port) : null;
    }
}
