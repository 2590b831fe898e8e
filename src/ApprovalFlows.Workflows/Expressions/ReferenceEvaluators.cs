using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>The value of a variable, found by id.</summary>
internal sealed class VariableEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Variable"];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context) =>
        new(expression.Value is MemoryBlockReference reference ? context.Get(reference) : null);
}

/// <summary>The value of a workflow input, found by name; null when it was not given.</summary>
internal sealed class InputEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Input"];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context) =>
        new(expression.Value is string name ? WorkflowInputs.Get(context.Activity, name) : null);
}

/// <summary>The value an output captured; for activities made in code.</summary>
internal sealed class OutputEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = ["Output"];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context) =>
        new(expression.Value is Output output ? context.Activity?.Get(output) : null);
}

/// <summary>.NET code; for activities made in code.</summary>
internal sealed class DelegateEvaluator : IExpressionEvaluator
{
    public IReadOnlyList<string> Types { get; } = [Expression.Delegate];

    public ValueTask<object?> EvaluateAsync(
        Expression expression, Type type, ExpressionExecutionContext context) =>
        expression.Value is Func<ExpressionExecutionContext, ValueTask<object?>> code
            ? code(context)
            : new((object?)null);
}
