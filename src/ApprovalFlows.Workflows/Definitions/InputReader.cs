using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Reads inputs, outputs and expressions (Elsa: InputJsonConverter.cs, OutputJsonConverter.cs).</summary>
internal sealed class InputReader(ExpressionEvaluators evaluators)
{
    /// <summary>An input of this type; null for a JSON null and for an object that names no type.</summary>
    public Input? ReadInput(JsonNode? json, Type type)
    {
        if (json is null)
            return null;
        if (json is not JsonObject shape)
            return Create(type, Expression.LiteralExpression(TextOf(json)), null);
        if (!shape.HasExactly("typeName") || !shape.HasExactly("expression"))
            return null;
        if (shape["expression"] is not JsonObject expression)
            throw new DefinitionFormatException($"The expression at {shape.GetPath()} must be an object.");
        var reference = shape.Object("memoryReference")?.Text("id");
        return ReadExpression(expression) is { } known ? Create(type, known, reference) : null;
    }

    /// <summary>Null for an unknown expression type, and when none is named.</summary>
    public Expression? ReadExpression(JsonObject? json)
    {
        if (json is null || !json.HasExactly("type"))
            return null;
        var type = json.Text("type") ?? Expression.Literal;
        return evaluators.Knows(type) ? new Expression(type, ValueOf(type, json["value"])) : null;
    }

    public static Output? ReadOutput(JsonNode? json, Type type, bool isSynthetic)
    {
        if (json is null)
            return null;
        if (json is not JsonObject shape)
            throw new DefinitionFormatException($"The output at {json.GetPath()} must be an object.");
        if (!isSynthetic && !shape.HasExactly("typeName"))
            return null;
        if (shape["memoryReference"] is not JsonObject reference)
            throw new DefinitionFormatException($"The memoryReference at {shape.GetPath()} must be an object.");
        if (!reference.ContainsKey("id"))
            return null;
        var id = reference.Text("id") ?? "";
        return (Output)Activator.CreateInstance(
            typeof(Output<>).MakeGenericType(type), new MemoryBlockReference(id))!;
    }

    public static Input Create(Type type, Expression? expression, string? reference) =>
        (Input)Activator.CreateInstance(
            typeof(Input<>).MakeGenericType(type), expression, new MemoryBlockReference(reference ?? ""))!;

    // A value that stands alone is read as its text, whatever the input takes.
    private static string TextOf(JsonNode json) => json switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? bool.TrueString : bool.FalseString,
        _ => json.ToJsonString(EngineJson.Plain),
    };

    // Elsa: LiteralExpression — scalars as they are, numbers as decimal, structures as their text.
    private static object? LiteralOf(JsonNode? json) => json switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<decimal>(out var number) => number,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => json.ToJsonString(EngineJson.Plain),
    };

    private static object? ValueOf(string type, JsonNode? json) => type switch
    {
        "Variable" when json is JsonObject variable =>
            new MemoryBlockReference(variable.Text("id") ?? ""),
        "Input" when json is JsonObject input => input.Text("name") ?? "",
        _ => LiteralOf(json),
    };
}
