using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Strict reading of members: a member of the wrong kind makes the definition unreadable.</summary>
internal static class JsonRead
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions Limits = new()
    {
        MaxDepth = 128,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static JsonObject Parse(string json)
    {
        try
        {
            var node = JsonNode.Parse(json, AnyCase, Limits);
            return node as JsonObject
                ?? throw new DefinitionFormatException("A definition must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new DefinitionFormatException(e.Message, e);
        }
    }

    public static string? Text(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => throw Wrong(name, "a string", other),
    };

    public static bool? Flag(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        var other => throw Wrong(name, "true or false", other),
    };

    public static int? Number(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<string>(out var text) && int.TryParse(
            text, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        var other => throw Wrong(name, "a number", other),
    };

    public static JsonObject? Object(this JsonObject json, string name) => json[name] switch
    {
        null => null,
        JsonObject value => value,
        var other => throw Wrong(name, "an object", other),
    };

    public static IEnumerable<JsonObject> Objects(this JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray array => array.OfType<JsonObject>(),
        var other => throw Wrong(name, "an array", other),
    };

    public static IReadOnlyList<string> Texts(this JsonObject json, string name) => json[name] switch
    {
        null => [],
        JsonArray array => [.. array.OfType<JsonValue>().Select(value => value.ToString())],
        var other => throw Wrong(name, "an array", other),
    };

    /// <summary>Whether there is a member of that name, regarding case: some Elsa does not read otherwise.</summary>
    public static bool HasExactly(this JsonObject json, string name)
    {
        foreach (var (key, _) in json)
            if (string.Equals(key, name, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static DefinitionFormatException Wrong(string name, string wanted, JsonNode found) =>
        new($"'{name}' at {found.GetPath()} must be {wanted}.");
}
