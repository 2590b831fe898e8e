using System.Text.Json;

namespace ApprovalFlows.Core.Flows;

/// <summary>The graph of a flowchart as its JSON tells it, enough to walk along it.</summary>
internal sealed class OutlineGraph
{
    private const string ReviewType = "ApprovalFlows.ReviewStep";
    private readonly Dictionary<string, JsonElement> activities = [];
    private readonly ILookup<string, (string Port, string Target)> connections;

    public OutlineGraph(JsonElement root)
    {
        foreach (var activity in List(root, "activities"))
            activities[activity.GetProperty("id").GetString()!] = activity;
        connections = List(root, "connections").ToLookup(
            line => line.GetProperty("source").GetProperty("activity").GetString()!,
            line => (
                line.GetProperty("source").TryGetProperty("port", out var port) ? port.GetString() ?? "Done" : "Done",
                line.GetProperty("target").GetProperty("activity").GetString()!));
        var targets = connections.SelectMany(group => group.Select(line => line.Target)).ToHashSet();
        Start = activities.Keys.FirstOrDefault(id => !targets.Contains(id));
    }

    public string? Start { get; }

    public bool IsReview(string id) =>
        activities.TryGetValue(id, out var activity) && activity.GetProperty("type").GetString() == ReviewType;

    public string? Next(string id, string? route)
    {
        var lines = connections[id].ToList();
        var wanted = IsReview(id) ? FirstOutcome(id) : "Done";
        foreach (var port in new[] { route, wanted })
        {
            var line = lines.Find(candidate => candidate.Port == port);
            if (line.Target is not null) return line.Target;
        }

        return lines.Count == 0 ? null : lines[0].Target;
    }

    /// <summary>The value of an input that is a literal; null for anything computed.</summary>
    public string? Literal(string id, string input) =>
        activities.TryGetValue(id, out var activity)
        && activity.TryGetProperty(input, out var wrapped)
        && wrapped.ValueKind == JsonValueKind.Object
        && wrapped.TryGetProperty("expression", out var expression)
        && expression.GetProperty("type").GetString() is ("Literal" or "Object")
            ? Text(expression, "value")
            : null;

    /// <summary>What a designer shows on the step.</summary>
    public string NameOf(string id)
    {
        var step = activities[id];
        var shown = step.TryGetProperty("metadata", out var metadata) ? Text(metadata, "displayText") : null;
        return shown ?? Text(step, "name") ?? id;
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value)
        && value.ToString() is { Length: > 0 } text
            ? text
            : null;

    private string? FirstOutcome(string id)
    {
        if (Literal(id, "outcomes") is not { } text) return null;
        using var list = JsonDocument.Parse(text);
        return list.RootElement.EnumerateArray().Select(item => item.GetString()).FirstOrDefault();
    }

    private static JsonElement.ArrayEnumerator List(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : default;
}
