using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>The activities in the JSON of a definition, as a tree of objects.</summary>
internal static class ActivityTree
{
    private static readonly HashSet<string> Opaque =
        new(["expression", "metadata", "customProperties", "memoryReference"], StringComparer.OrdinalIgnoreCase);

    /// <summary>An activity bears a type and an id; inputs and expressions do not.</summary>
    public static bool IsActivity(JsonNode? json) =>
        json is JsonObject shape && IsText(shape["type"]) && IsText(shape["id"]);

    /// <summary>The activities directly below this one, each with the setter of its place.</summary>
    public static IEnumerable<(JsonObject Activity, Action<JsonNode> Replace)> Children(JsonNode? json)
    {
        var places = json switch
        {
            JsonObject shape => shape.Where(pair => !Opaque.Contains(pair.Key)).ToList().Select(pair =>
                (pair.Value, Replace: (Action<JsonNode>)(with => shape[pair.Key] = with))),
            JsonArray array => array.ToList().Select((value, index) =>
                (value, Replace: (Action<JsonNode>)(with => array[index] = with))),
            _ => [],
        };
        foreach (var (value, replace) in places)
            if (IsActivity(value))
                yield return ((JsonObject)value!, replace);
            else
                foreach (var deeper in Children(value))
                    yield return deeper;
    }

    /// <summary>As <see cref="Children"/>, with the name of the port that holds each.</summary>
    public static IEnumerable<(string Port, JsonObject Activity)> Ports(JsonObject activity) =>
        from pair in activity
        where !Opaque.Contains(pair.Key)
        from child in IsActivity(pair.Value)
            ? [(JsonObject)pair.Value!]
            : Children(pair.Value).Select(found => found.Activity)
        select (char.ToUpperInvariant(pair.Key[0]) + pair.Key[1..], child);

    /// <summary>The activity and everything below it.</summary>
    public static IEnumerable<JsonObject> All(JsonObject? root) =>
        root is null ? [] : Children(root).SelectMany(child => All(child.Activity)).Prepend(root);

    private static bool IsText(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out _);
}
