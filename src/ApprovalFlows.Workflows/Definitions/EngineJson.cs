using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>How the engine reads and writes JSON of activities and payloads.</summary>
internal static class EngineJson
{
    /// <summary>Camel-case, tolerant in reading, enums as names: as Elsa writes definitions.</summary>
    public static readonly JsonSerializerOptions Options = Create(JsonNamingPolicy.CamelCase);

    /// <summary>Member names as they are: hashes and payloads.</summary>
    public static readonly JsonSerializerOptions Plain = Create(null);

    /// <summary>As <see cref="Plain"/>, and values declared as object become plain objects.</summary>
    public static readonly JsonSerializerOptions WithPlainObjects = new(Create(null))
    {
        Converters = { new PlainObjectConverter() },
    };

    private static JsonSerializerOptions Create(JsonNamingPolicy? naming) => new()
    {
        PropertyNamingPolicy = naming,
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = 128,
    };
}
