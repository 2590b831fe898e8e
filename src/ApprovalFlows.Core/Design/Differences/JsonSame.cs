using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>When two pieces of JSON say the same: an absent member is a null one, their order is no matter.</summary>
internal static class JsonSame
{
    public static bool Are(JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => Names(a, b).All(name => Are(a[name], b[name])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => Are(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(one, other),
    };

    /// <summary>Designers write such members where files leave them out.</summary>
    public static bool IsNothing(JsonNode? json) => json switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject shape => shape.All(pair => IsNothing(pair.Value)),
        JsonValue value => value.GetValueKind() == JsonValueKind.False,
        _ => false,
    };

    public static IEnumerable<string> Names(JsonObject? one, JsonObject? other) =>
        (one?.Select(pair => pair.Key) ?? []).Union(other?.Select(pair => pair.Key) ?? []);

    public static string? Text(this JsonNode? json) => json switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => json.ToJsonString(JsonText.Readable),
    };

    public static string? Text(this JsonObject json, string name) => json[name].Text();
}
