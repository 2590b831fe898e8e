using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Headers by name; in JSON a single value may stand without its list.</summary>
[JsonConverter(typeof(HttpHeadersConverter))]
public sealed class HttpHeaders : Dictionary<string, string[]>
{
    public HttpHeaders()
        : base(StringComparer.OrdinalIgnoreCase)
    {
    }
}

internal sealed class HttpHeadersConverter : JsonConverter<HttpHeaders>
{
    public override HttpHeaders Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var headers = new HttpHeaders();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return headers;
        foreach (var property in document.RootElement.EnumerateObject())
            headers[property.Name] = property.Value.ValueKind == JsonValueKind.Array
                ? [.. property.Value.EnumerateArray().Select(value => value.ToString())]
                : [property.Value.ToString()];
        return headers;
    }

    public override void Write(Utf8JsonWriter writer, HttpHeaders value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, values) in value)
        {
            writer.WriteStartArray(name);
            foreach (var item in values)
                writer.WriteStringValue(item);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
