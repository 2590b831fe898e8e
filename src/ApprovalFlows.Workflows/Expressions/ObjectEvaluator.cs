using System.Text.Json;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>JSON text, parsed into the type asked for; blank text is null, and to object it stays text.</summary>
internal sealed class ObjectEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Object", "Json"];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context)
    {
        var text = expression.Value as string ?? expression.Value?.ToString();
        if (string.IsNullOrWhiteSpace(text))
            return new((object?)null);
        // Elsa: ObjectConverter.cs — where anything is taken, the text is something already.
        return new(type != typeof(string) && type != typeof(object) && IsStructure(text)
            ? JsonSerializer.Deserialize(text, type, EngineJson.WithPlainObjects)
            : text);
    }

    private static bool IsStructure(string text) => text.AsSpan().TrimStart()[0] is '{' or '[';
}
