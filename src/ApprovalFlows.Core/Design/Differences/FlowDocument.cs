using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>An activity without what it contains: the activities in it are steps of their own.</summary>
internal sealed record FlowStep(string Id, string Type, JsonObject Own)
{
    /// <summary>Id of the step that contains it; null at the root.</summary>
    public string? Container { get; init; }

    /// <summary>The member of the container that holds it.</summary>
    public string Place { get; init; } = "";
}

/// <summary>A line of a flowchart. <see cref="Rest"/> is what the ends do not say: bends, for instance.</summary>
internal sealed record FlowLine(string Source, string Port, string Target, string TargetPort)
{
    public JsonObject Rest { get; init; } = [];
}

/// <summary>A version of a flow taken apart: steps, the lines between them, and what is about the whole.</summary>
internal sealed class FlowDocument
{
    private const int MaxDepth = 64;

    // What the store knows of a version, not what the version says; node ids follow from the ids of steps.
    private static readonly HashSet<string> Envelope =
    [
        "id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "createdBy", "links",
        "providerName", "materializerName", "materializerContext", "$schema",
    ];

    private readonly Dictionary<string, FlowStep> steps = [];
    private readonly List<FlowLine> lines = [];

    private FlowDocument(JsonObject about) => About = about;

    public IReadOnlyDictionary<string, FlowStep> Steps => steps;
    public IReadOnlyList<FlowLine> Lines => lines;

    /// <summary>The definition without its envelope and without its steps.</summary>
    public JsonObject About { get; }

    public string? RootId { get; private set; }

    /// <summary>Ids of the steps in each container that runs them in their order.</summary>
    public Dictionary<string, List<string>> Orders { get; } = [];

    public static FlowDocument Read(string json)
    {
        var about = JsonNode.Parse(json)!.AsObject();
        foreach (var name in Envelope) about.Remove(name);
        var root = about["root"];
        var document = new FlowDocument(about);
        if (!IsActivity(root)) return document;
        about.Remove("root");
        document.RootId = document.Take((JsonObject)root!, null, "", 0);
        return document;
    }

    private static bool IsActivity(JsonNode? json) =>
        json is JsonObject shape && IsText(shape["type"]) && IsText(shape["id"]);

    private static bool IsText(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out _);

    private string Take(JsonObject activity, string? container, string place, int depth)
    {
        var id = activity["id"]!.ToString();
        // Two activities may bear one id; the second is told apart so that neither is overlooked.
        for (var copy = 2; steps.ContainsKey(id); copy++) id = $"{activity["id"]} #{copy}";
        steps[id] = new FlowStep(id, activity["type"]!.ToString(), activity) { Container = container, Place = place };
        activity.Remove("nodeId");
        TakeLines(activity);
        if (depth < MaxDepth)
            foreach (var name in activity.Select(pair => pair.Key).ToList())
                if (name is not ("metadata" or "customProperties"))
                    activity[name] = Without(activity[name], id, name, depth);
        return id;
    }

    /// <summary>The value with the activities in it taken out, at any depth.</summary>
    private JsonNode? Without(JsonNode? value, string container, string place, int depth)
    {
        if (IsActivity(value))
        {
            Take((JsonObject)value!.DeepClone(), container, place, depth + 1);
            return null;
        }

        if (value is JsonArray { Count: > 0 } list && list.All(IsActivity))
        {
            var inside = list.Select(item => Take((JsonObject)item!.DeepClone(), container, place, depth + 1)).ToList();
            Orders[$"{container}/{place}"] = inside;
            return null;
        }

        return value switch
        {
            JsonArray array => new JsonArray([.. array.ToList().Select((item, index) =>
                Without(item?.DeepClone(), container, $"{place}/{index}", depth))]),
            JsonObject shape => new JsonObject(shape.ToList().Select(pair => KeyValuePair.Create(
                pair.Key, Without(pair.Value?.DeepClone(), container, $"{place}/{pair.Key}", depth)))),
            _ => value?.DeepClone(),
        };
    }

    // Lines of another shape stay with the activity and are compared like anything else.
    private void TakeLines(JsonObject activity)
    {
        if (activity["connections"] is not JsonArray connections) return;
        foreach (var connection in connections.OfType<JsonObject>().ToList())
        {
            if (connection["source"] is not JsonObject source || connection["target"] is not JsonObject target
                || !IsText(source["activity"]) || !IsText(target["activity"])) continue;
            connections.Remove(connection);
            lines.Add(new FlowLine(
                source["activity"]!.ToString(),
                source["port"].Text() ?? "Done",
                target["activity"]!.ToString(),
                target["port"].Text() ?? "In")
            { Rest = RestOf(connection, source, target) });
        }
    }

    private static JsonObject RestOf(JsonObject connection, JsonObject source, JsonObject target)
    {
        var rest = connection.DeepClone().AsObject();
        foreach (var (name, end) in new[] { ("source", source), ("target", target) })
        {
            var other = end.DeepClone().AsObject();
            other.Remove("activity");
            other.Remove("port");
            rest[name] = other;
        }

        return rest;
    }
}
