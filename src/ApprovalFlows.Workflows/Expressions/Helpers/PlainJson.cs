using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Expressions.Helpers;

/// <summary>JSON as plain objects: expandos, lists, Int32, Int64 or double.</summary>
public static class PlainJson
{
    public static object? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ToObject(document.RootElement);
    }

    public static string Write(object? value) => JsonSerializer.Serialize(value, EngineJson.WithPlainObjects);

    public static object? ToObject(JsonNode? node) =>
        node is null ? null : ToObject(JsonSerializer.SerializeToElement(node));

    public static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ToExpando(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => ToNumber(element),
        _ => null,
    };

    private static object ToNumber(JsonElement element) =>
        element.TryGetInt32(out var small) ? small
        : element.TryGetInt64(out var large) ? large
        : element.GetDouble();

    private static ExpandoObject ToExpando(JsonElement element)
    {
        var expando = new ExpandoObject();
        IDictionary<string, object?> members = expando;
        foreach (var property in element.EnumerateObject())
            members[property.Name] = ToObject(property.Value);
        return expando;
    }
}

/// <summary>Reads values declared as object as plain objects instead of JSON elements.</summary>
internal sealed class PlainObjectConverter : JsonConverter<object>
{
    public override object? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return PlainJson.ToObject(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        if (value.GetType() == typeof(object))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
