using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Http;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Readers of plain input values that contain expressions or activities.</summary>
internal static class PlainReaders
{
    private static readonly Dictionary<Type, Func<JsonNode?, ActivityReader, object?>> Known = new()
    {
        [typeof(ICollection<FlowSwitchCase>)] = Cases((json, reader) => new FlowSwitchCase
        {
            Label = json.Text("label") ?? "",
            Condition = reader.ReadExpression(json.Object("condition")),
        }),
        [typeof(ICollection<SwitchCase>)] = Cases((json, reader) => new SwitchCase
        {
            Label = json.Text("label") ?? "",
            Condition = reader.ReadExpression(json.Object("condition")),
            Activity = reader.ReadChild(json["activity"]),
        }),
        [typeof(ICollection<HttpStatusCodeCase>)] = Cases((json, reader) => new HttpStatusCodeCase
        {
            StatusCode = json.Number("statusCode") ?? 0,
            Activity = reader.ReadChild(json["activity"]),
        }),
    };

    public static Func<JsonNode?, ActivityReader, object?>? For(Type type) =>
        Known.GetValueOrDefault(type);

    private static Func<JsonNode?, ActivityReader, object?> Cases<T>(
        Func<JsonObject, ActivityReader, T> read) =>
        (json, reader) => json is JsonArray array
            ? array.OfType<JsonObject>().Select(item => read(item, reader)).ToList()
            : new List<T>();
}
