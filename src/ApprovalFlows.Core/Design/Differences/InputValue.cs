using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>What an input of a step is given: a fixed value, a variable or a script.</summary>
internal sealed record InputValue(string Syntax, JsonNode? Value)
{
    public bool IsLiteral => Syntax is "Literal" or "Object" or "Json";

    public bool IsVariable => Syntax is "Variable" or "Memory";

    public bool IsScript => !IsLiteral && !IsVariable;

    public string? Text => IsVariable && Value is JsonObject named
        ? named.Text("name") ?? named.Text("id")
        : Value.Text();

    /// <summary>Null when this is not given as inputs are.</summary>
    public static InputValue? Of(JsonNode? json)
    {
        if (json is not JsonObject input) return null;
        if (input["expression"] is JsonObject expression)
            return new InputValue(expression.Text("type") ?? "Literal", expression["value"]);
        return input["memoryReference"] is JsonObject reference && !input.ContainsKey("expression")
            ? new InputValue("Memory", reference["id"])
            : null;
    }

    /// <summary>The texts of a list; null when it is none.</summary>
    public IReadOnlyList<string>? List() =>
        IsLiteral && Parsed() is JsonArray list ? [.. list.Select(item => item.Text() ?? "")] : null;

    public static bool SayTheSame(InputValue one, InputValue other)
    {
        if (JsonSame.Are(one.Value, other.Value)) return one.Syntax == other.Syntax;
        if (one.Syntax != other.Syntax || !one.IsLiteral) return false;
        return one.Text == other.Text || (one.Parsed() is { } a && other.Parsed() is { } b && JsonSame.Are(a, b));
    }

    // Lists and objects are written as JSON, or as text that holds JSON.
    private JsonNode? Parsed()
    {
        if (Value is JsonArray or JsonObject) return Value;
        try
        {
            return Value.Text()?.TrimStart() is { Length: > 0 } text && text[0] is '[' or '{'
                ? JsonNode.Parse(text)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
