using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>Computes expressions of one kind.</summary>
public interface IExpressionEvaluator
{
    /// <summary>The names under which definitions ask for this kind.</summary>
    IReadOnlyList<string> Types { get; }

    ValueTask<object?> EvaluateAsync(Expression expression, Type type, ExpressionExecutionContext context);

    /// <summary>What is wrong with the text, or null: asked when a definition is published.</summary>
    string? Check(Expression expression) => null;
}
