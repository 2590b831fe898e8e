using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>Compares a replay with its recording. Types of values and texts of errors do not count.</summary>
internal sealed class ConformanceComparison(JsonObject expected)
{
    private readonly HashSet<string> unordered = Paths(expected["unordered"]);
    private readonly HashSet<string> notCompared = Paths(expected["notCompared"]);
    private readonly List<string> differences = [];

    public IReadOnlyList<string> Compare(JsonArray actual)
    {
        var steps = expected["steps"]!.AsArray();
        for (var i = 0; i < steps.Count; i++)
            CompareStep($"steps[{i}]", steps[i]!.AsObject(), actual[i]!.AsObject());
        return differences;
    }

    private void CompareStep(string path, JsonObject wanted, JsonObject found)
    {
        if (wanted.ContainsKey("exception") || found.ContainsKey("exception"))
        {
            if (wanted.ContainsKey("exception") != found.ContainsKey("exception"))
                differences.Add($"{path}.exception: wanted {Text(wanted["exception"])}, "
                    + $"found {Text(found["exception"])}");
            return;
        }

        foreach (var (name, value) in wanted)
            CompareNode($"{path}.{name}", value, found[name]);
        foreach (var (name, value) in found)
            if (!wanted.ContainsKey(name))
                differences.Add($"{path}.{name}: not wanted, found {Text(value)}");
    }

    private void CompareNode(string path, JsonNode? wanted, JsonNode? found)
    {
        if (notCompared.Contains(path))
            return;
        switch (wanted)
        {
            case JsonObject shape when found is JsonObject other:
                CompareObject(path, shape, other);
                break;
            case JsonArray array when found is JsonArray other:
                CompareArray(path, array, other);
                break;
            default:
                if (!JsonNode.DeepEquals(Normalize(wanted), Normalize(found)))
                    differences.Add($"{path}: wanted {Text(wanted)}, found {Text(found)}");
                break;
        }
    }

    private void CompareObject(string path, JsonObject wanted, JsonObject found)
    {
        var isValue = wanted.Count == 2 && wanted.ContainsKey("type") && wanted.ContainsKey("value");
        foreach (var (name, value) in wanted)
            if (!(isValue && name == "type") && !IsErrorText(path, name))
                CompareNode($"{path}.{name}", value, found[name]);
        foreach (var (name, value) in found)
            if (!wanted.ContainsKey(name))
                differences.Add($"{path}.{name}: not wanted, found {Text(value)}");
    }

    private void CompareArray(string path, JsonArray wanted, JsonArray found)
    {
        var isIncidents = path.EndsWith(".incidents", StringComparison.Ordinal);
        var left = wanted.Select(item => Key(item, isIncidents)).ToList();
        var right = found.Select(item => Key(item, isIncidents)).ToList();
        if (path.EndsWith(".instances", StringComparison.Ordinal) && wanted.Count == found.Count
            && CompareInstances(path, wanted, found))
            return;
        if (unordered.Contains(path))
        {
            left.Sort(StringComparer.Ordinal);
            right.Sort(StringComparer.Ordinal);
        }

        if (wanted.Count == found.Count && !unordered.Contains(path)
            && (wanted.All(item => item is JsonObject) || (!isIncidents && HasUncompared(path))))
            for (var i = 0; i < wanted.Count; i++)
                CompareNode($"{path}[{i}]", wanted[i], found[i]);
        else if (!left.SequenceEqual(right))
            differences.Add($"{path}:\n    wanted {string.Join(' ', left)}\n    found  {string.Join(' ', right)}");
    }

    private bool HasUncompared(string path) =>
        notCompared.Any(item => item.StartsWith(path + "[", StringComparison.Ordinal));

    // Instances are told apart by their names. False when that fails and their order is not to be relied
    // on: they are compared as wholes then.
    private bool CompareInstances(string path, JsonArray wanted, JsonArray found)
    {
        var before = differences.Count;
        for (var i = 0; i < wanted.Count; i++)
        {
            var name = wanted[i]!["instance"]!.ToString();
            var other = found.FirstOrDefault(item => item!["instance"]!.ToString() == name);
            CompareNode($"{path}[{i}]", wanted[i], other);
        }

        if (differences.Count == before || !unordered.Contains(path))
            return true;
        differences.RemoveRange(before, differences.Count - before);
        return false;
    }

    private static bool IsErrorText(string path, string name) =>
        name == "message" && path.Contains("validationErrors", StringComparison.Ordinal);

    // Of an incident the activity counts before the wording.
    private static string Key(JsonNode? item, bool isIncident) =>
        isIncident && item is JsonArray { Count: 3 } row
            ? $"{row[0]}:{row[1]}"
            : item is JsonArray pair ? string.Join('.', pair.Select(cell => cell?.ToString()))
            : Text(WithoutDetails(item));

    // Types of values and texts of incidents do not count, also where whole instances are compared.
    private static JsonNode? WithoutDetails(JsonNode? node) => node switch
    {
        JsonObject { Count: 2 } value when value.ContainsKey("type") && value.ContainsKey("value") =>
            WithoutDetails(value["value"]),
        JsonObject shape => new JsonObject(shape.Select(pair => KeyValuePair.Create(
            pair.Key,
            pair.Key == "incidents"
                ? new JsonArray([.. pair.Value!.AsArray().Select(item => JsonValue.Create(Key(item, true)))])
                : WithoutDetails(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(WithoutDetails)]),
        _ => Normalize(node)?.DeepClone(),
    };

    private static JsonNode? Normalize(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<decimal>(out var number)
            ? JsonValue.Create(number / 1.0000000000000000000000000000m)
            : node;

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static HashSet<string> Paths(JsonNode? json) =>
        [.. (json as JsonArray ?? []).Select(item => item!.ToString())];
}
