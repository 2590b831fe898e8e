using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>A constant, converted to the type asked for.</summary>
internal sealed class LiteralEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = [Expression.Literal];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context) => new(expression.Value);
}
