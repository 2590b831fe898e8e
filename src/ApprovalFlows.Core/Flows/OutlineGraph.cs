using System.Text.Json;

namespace ApprovalFlows.Core.Flows;

/// <summary>
/// The graph of a flowchart as its JSON tells it, enough to walk along it. Flows used as activities are walked
/// through as if their steps lay in it.
/// </summary>
internal sealed class OutlineGraph
{
    private const string ReviewType = "ApprovalFlows.ReviewStep";
    private const string CompleteType = "Elsa.Complete";
    private readonly Dictionary<string, JsonElement> activities = [];
    private readonly Dictionary<string, string> entrances = [];
    private readonly List<(string From, string Port, string To)> lines = [];
    private readonly ILookup<string, (string Port, string Target)> connections;

    /// <param name="root">The flowchart.</param>
    /// <param name="shared">Flowcharts of the flows used as activities, by the type of the activity.</param>
    public OutlineGraph(JsonElement root, IReadOnlyDictionary<string, JsonElement> shared)
    {
        Start = Read(root, shared);
        connections = lines.ToLookup(line => line.From, line => (line.Port, Enter(line.To)));
        if (Start is not null) Start = Enter(Start);
    }

    public string? Start { get; }

    public bool IsReview(string id) => TypeOf(id) == ReviewType;

    public string? Next(string id, string? route)
    {
        var ways = connections[id].ToList();
        var wanted = IsReview(id) ? FirstOutcome(id) : "Done";
        foreach (var port in new[] { route, wanted })
        {
            var way = ways.Find(candidate => candidate.Port == port);
            if (way.Target is not null) return way.Target;
        }

        return ways.Count == 0 ? null : ways[0].Target;
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

    /// <returns>Where the flowchart begins.</returns>
    private string? Read(JsonElement root, IReadOnlyDictionary<string, JsonElement> shared)
    {
        var own = List(root, "activities").ToDictionary(step => step.GetProperty("id").GetString()!);
        foreach (var (id, step) in own) activities[id] = step;
        var ways = List(root, "connections").Select(Line).ToList();
        lines.AddRange(ways);
        foreach (var id in own.Keys.Where(id => shared.ContainsKey(TypeOf(id))))
            Open(id, shared[TypeOf(id)], ways, shared);
        var targets = ways.Select(line => line.To).ToHashSet();
        // Where the first step is also come back to, as after a correction, it is the first that is written.
        return own.Keys.FirstOrDefault(id => !targets.Contains(id)) ?? own.Keys.FirstOrDefault();
    }

    // What leads to the activity leads to the first step inside, and its ends lead on as its outcomes do.
    private void Open(
        string id, JsonElement inner, List<(string From, string Port, string To)> ways,
        IReadOnlyDictionary<string, JsonElement> shared)
    {
        if (entrances.ContainsKey(id) || Read(inner, shared) is not { } entrance) return;
        entrances[id] = entrance;
        foreach (var end in List(inner, "activities").Select(step => step.GetProperty("id").GetString()!)
            .Where(step => TypeOf(step) == CompleteType))
        {
            var outcome = Literal(end, "outcomes") ?? "Done";
            lines.AddRange(ways.Where(line => line.From == id && line.Port == outcome)
                .Select(line => (end, "Done", line.To)));
        }
    }

    private string Enter(string id) => entrances.GetValueOrDefault(id) is { } first ? Enter(first) : id;

    private string TypeOf(string id) =>
        activities.TryGetValue(id, out var step) ? step.GetProperty("type").GetString() ?? "" : "";

    private static (string From, string Port, string To) Line(JsonElement line)
    {
        var source = line.GetProperty("source");
        return (
            source.GetProperty("activity").GetString()!,
            Text(source, "port") ?? "Done",
            line.GetProperty("target").GetProperty("activity").GetString()!);
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
