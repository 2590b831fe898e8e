using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Writes activities made in code as definitions hold them; .NET code is left out.</summary>
internal static class ActivityWriter
{
    public static JsonObject Write(IActivity activity)
    {
        var descriptor = ActivityDescriber.Describe(activity.GetType());
        var json = new JsonObject
        {
            ["id"] = activity.Id,
            ["nodeId"] = activity.NodeId,
            ["name"] = activity.Name,
            ["type"] = activity.Type,
            ["version"] = activity.Version,
            ["customProperties"] = ToNode(activity.CustomProperties),
            ["metadata"] = ToNode(activity.Metadata),
        };
        foreach (var input in descriptor.Inputs)
            json[NameOf(input.PropertyName)] = WriteInput(input.Get(activity));
        foreach (var output in descriptor.Outputs)
            json[NameOf(output.PropertyName)] = WriteOutput((Output?)output.Get(activity));
        foreach (var property in PropertyTable.Of(activity.GetType()))
            json[NameOf(property.Name)] = WriteProperty(property.Get(activity));
        return json;
    }

    public static JsonObject WriteVariable(Variable variable) => new()
    {
        ["id"] = variable.Id,
        ["name"] = variable.Name,
        ["typeName"] = TypeAliases.NameOf(variable.VariableType),
        ["value"] = ToNode(variable.Value) is { } value ? JsonValue.Create(TextOf(value)) : null,
        ["storageDriverTypeName"] = variable.StorageDriverType?.Name,
    };

    private static JsonNode? WriteProperty(object? value) => value switch
    {
        IActivity child => Write(child),
        IEnumerable<IActivity> children => new JsonArray([.. children.Select(Write)]),
        IEnumerable<Variable> variables => new JsonArray([.. variables.Select(WriteVariable)]),
        IEnumerable<Connection> connections => new JsonArray([.. connections.Select(WriteConnection)]),
        _ => ToNode(value),
    };

    private static JsonNode? WriteInput(object? value) => value switch
    {
        Input input => new JsonObject
        {
            ["typeName"] = TypeAliases.NameOf(input.Type),
            ["expression"] = WriteExpression(input.Expression),
        },
        Variable variable => WriteVariable(variable),
        _ => ToNode(value),
    };

    private static JsonObject? WriteExpression(Expression? expression) => expression switch
    {
        null or { Type: Expression.Delegate } => null,
        { Value: Variable variable } => new() { ["type"] = expression.Type, ["value"] = WriteVariable(variable) },
        { Value: MemoryBlockReference or Output } => null,
        _ => new() { ["type"] = expression.Type, ["value"] = ToNode(expression.Value) },
    };

    private static JsonObject? WriteOutput(Output? output) => output is null ? null : new()
    {
        ["typeName"] = TypeAliases.NameOf(output.Type),
        ["memoryReference"] = new JsonObject { ["id"] = output.MemoryBlockReference().Id },
    };

    private static JsonObject WriteConnection(Connection connection) => new()
    {
        ["source"] = WriteEnd(connection.Source),
        ["target"] = WriteEnd(connection.Target),
    };

    private static JsonObject WriteEnd(Endpoint end) => new()
    {
        ["activity"] = end.Activity.Id,
        ["port"] = end.Port,
    };

    private static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    private static string TextOf(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    // What System.Text.Json cannot write is for the code alone.
    private static JsonNode? ToNode(object? value)
    {
        try
        {
            return JsonSerializer.SerializeToNode(value, EngineJson.Options);
        }
        catch (Exception e) when (e is NotSupportedException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
