using System.Text.Json;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>JSON text, parsed into the type asked for; blank text is null.</summary>
internal sealed class ObjectEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Object", "Json"];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context)
    {
        var text = expression.Value as string ?? expression.Value?.ToString();
        if (string.IsNullOrWhiteSpace(text))
            return new((object?)null);
        if (type == typeof(string))
            return new(text);
        if (type == typeof(object))
            return new(PlainJson.Parse(text));
        return new(IsStructure(text)
            ? JsonSerializer.Deserialize(text, type, EngineJson.WithPlainObjects)
            : text);
    }

    private static bool IsStructure(string text) => text.AsSpan().TrimStart()[0] is '{' or '[';
}
