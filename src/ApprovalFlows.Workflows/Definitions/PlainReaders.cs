using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Readers of plain input values that contain expressions or activities.</summary>
internal static class PlainReaders
{
    private static readonly Dictionary<Type, Func<JsonNode?, ActivityReader, object?>> Known = new()
    {
        [typeof(ICollection<FlowSwitchCase>)] = Cases((json, reader) => new FlowSwitchCase
        {
            Label = json.Text("label") ?? "",
            Condition = ConditionOf(json, reader),
        }),
        [typeof(ICollection<SwitchCase>)] = Cases((json, reader) => new SwitchCase
        {
            Label = json.Text("label") ?? "",
            Condition = ConditionOf(json, reader),
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

    // A case without condition never holds; one whose condition is of no known kind faults.
    private static Expression? ConditionOf(JsonObject json, ActivityReader reader) =>
        json.ContainsKey("condition")
            ? reader.ReadExpression(json.Object("condition"))
            : Expression.LiteralExpression(false);

    private static Func<JsonNode?, ActivityReader, object?> Cases<T>(
        Func<JsonObject, ActivityReader, T> read) =>
        (json, reader) => json is JsonArray array
            ? array.OfType<JsonObject>().Select(item => read(item, reader)).ToList()
            : new List<T>();
}
