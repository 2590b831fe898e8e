using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>All kinds of expressions this process knows.</summary>
public sealed class ExpressionEvaluators
{
    private readonly Dictionary<string, IExpressionEvaluator> byType = new(StringComparer.Ordinal);
    private readonly bool strict;

    public ExpressionEvaluators(IEnumerable<IExpressionEvaluator> evaluators, WorkflowOptions options)
    {
        strict = options.StrictConversion;
        foreach (var evaluator in evaluators)
            foreach (var type in evaluator.Types)
                byType[type] = evaluator;
    }

    public IReadOnlyCollection<string> Types => byType.Keys;

    public bool Knows(string type) => byType.ContainsKey(type);

    public string? Check(Expression expression) =>
        byType.TryGetValue(expression.Type, out var evaluator) ? evaluator.Check(expression) : null;

    /// <summary>Evaluates and converts to the type asked for.</summary>
    public async ValueTask<object?> EvaluateAsync(
        Expression? expression, Type type, ExpressionExecutionContext context)
    {
        if (expression is null || !byType.TryGetValue(expression.Type, out var evaluator))
            return null;
        var value = await evaluator.EvaluateAsync(expression, type, context);
        return ObjectConversion.Convert(value, type, strict);
    }
}
