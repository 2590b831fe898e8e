using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>
/// A definition as a designer wants it: nothing is null that it iterates over, every activity knows its
/// node id, and types the designer has no descriptor for travel inside <c>Elsa.NotFoundActivity</c> —
/// otherwise it shows an empty canvas and saves that.
/// </summary>
public static class DesignerDocument
{
    private const string Placeholder = "Elsa.NotFoundActivity";
    private const string Original = "originalActivityJson";
    private const string RootPrefix = "Workflow1";
    private static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];
    private static readonly string[] Objects = ["customProperties", "options"];

    /// <param name="stored">The version.</param>
    /// <param name="isKnown">Whether the designer has a descriptor for this type and version.</param>
    public static JsonObject Write(StoredDefinition stored, Func<string, int, bool> isKnown)
    {
        var json = JsonRead.Parse(stored.Json);
        json["id"] = stored.VersionId;
        json["definitionId"] = stored.DefinitionId;
        json["version"] = stored.Version;
        json["isLatest"] = stored.IsLatest;
        json["isPublished"] = stored.IsPublished;
        json["name"] = stored.Name;
        json["createdAt"] = stored.CreatedAt;
        foreach (var name in Lists)
            json[name] ??= new JsonArray();
        foreach (var name in Objects)
            json[name] ??= new JsonObject();
        json["isReadonly"] ??= false;
        json["isSystem"] ??= false;
        if (json["root"] is JsonObject root)
        {
            Hide(root, isKnown, with => json["root"] = with);
            Number((JsonObject)json["root"]!, RootPrefix);
        }

        return json;
    }

    /// <summary>Puts the activities that travelled hidden back in their places.</summary>
    /// <exception cref="DefinitionFormatException">What travelled hidden cannot be read any more.</exception>
    public static JsonObject Read(JsonObject model)
    {
        var json = model.DeepClone().AsObject();
        if (json["root"] is JsonObject root)
            Restore(root, with => json["root"] = with);
        return json;
    }

    /// <summary>Ids of activities whose type the designer does not know.</summary>
    public static IReadOnlySet<string> UnknownIds(JsonObject definition, Func<string, int, bool> isKnown) =>
        ActivityTree.All(definition["root"] as JsonObject)
            .Where(activity => !isKnown(TypeOf(activity), VersionOf(activity)))
            .Select(activity => activity["id"]!.ToString())
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>How many activities lie below the root.</summary>
    public static int Count(JsonObject definition) =>
        ActivityTree.All(definition["root"] as JsonObject).Skip(1).Count();

    public static IEnumerable<string> Ids(JsonObject definition) =>
        ActivityTree.All(definition["root"] as JsonObject).Select(activity => activity["id"]!.ToString());

    /// <summary>The activities from the root to the one with this node id; empty when there is none.</summary>
    public static IReadOnlyList<(string Port, JsonObject Activity)> WayTo(JsonObject root, string nodeId)
    {
        var way = new List<(string Port, JsonObject Activity)>();
        (string Port, JsonObject Activity)? at = ("Root", root);
        while (at is { } step)
        {
            way.Add(step);
            var id = step.Activity["nodeId"]?.ToString() ?? "";
            if (id == nodeId)
                return way;
            at = ActivityTree.Ports(step.Activity)
                .Where(child => IsOn(nodeId, child.Activity["nodeId"]?.ToString() ?? ""))
                .Select(child => ((string, JsonObject)?)child)
                .FirstOrDefault();
        }

        return [];
    }

    private static bool IsOn(string nodeId, string ancestor) =>
        nodeId == ancestor || nodeId.StartsWith(ancestor + ":", StringComparison.Ordinal);

    private static void Hide(JsonObject activity, Func<string, int, bool> isKnown, Action<JsonNode> replace)
    {
        foreach (var (child, place) in ActivityTree.Children(activity).ToList())
            Hide(child, isKnown, place);
        if (isKnown(TypeOf(activity), VersionOf(activity)))
            return;
        var text = activity.ToJsonString(EngineJson.Options);
        replace(new JsonObject
        {
            ["id"] = activity["id"]?.DeepClone(),
            ["name"] = activity["name"]?.DeepClone(),
            ["type"] = Placeholder,
            ["version"] = 1,
            ["metadata"] = activity["metadata"]?.DeepClone() ?? new JsonObject(),
            ["customProperties"] = new JsonObject(),
            ["missingTypeName"] = TypeOf(activity),
            ["missingTypeVersion"] = VersionOf(activity),
            [Original] = text,
        });
    }

    private static void Restore(JsonObject activity, Action<JsonNode> replace)
    {
        if (TypeOf(activity) == Placeholder && activity[Original]?.ToString() is { Length: > 0 } text)
        {
            var original = JsonRead.Parse(text);
            original["metadata"] = activity["metadata"]?.DeepClone();
            replace(original);
            activity = original;
        }

        foreach (var (child, place) in ActivityTree.Children(activity).ToList())
            Restore(child, place);
    }

    private static void Number(JsonObject activity, string prefix)
    {
        var nodeId = $"{prefix}:{activity["id"]}";
        activity["nodeId"] = nodeId;
        activity["metadata"] ??= new JsonObject();
        activity["customProperties"] ??= new JsonObject();
        foreach (var (child, _) in ActivityTree.Children(activity).ToList())
            Number(child, nodeId);
    }

    private static string TypeOf(JsonObject activity) => activity["type"]?.ToString() ?? "";

    private static int VersionOf(JsonObject activity) =>
        activity["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 1;
}
