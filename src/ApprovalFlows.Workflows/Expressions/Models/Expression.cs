namespace ApprovalFlows.Workflows.Expressions.Models;

/// <summary>How a value is computed: the kind of expression and its text or object.</summary>
public sealed class Expression
{
    public const string Literal = "Literal";
    public const string Delegate = "Delegate";

    public Expression(string type, object? value)
    {
        Type = type;
        Value = value;
    }

    public string Type { get; set; }
    public object? Value { get; set; }

    /// <summary>What an evaluator derived from the text once and for all, such as a parsed script.</summary>
    internal object? Compiled { get; set; }

    public static Expression LiteralExpression(object? value) => new(Literal, value);

    public static Expression DelegateExpression(
        Func<ExpressionExecutionContext, ValueTask<object?>> value) => new(Delegate, value);

    public static Expression DelegateExpression<T>(
        Func<ExpressionExecutionContext, ValueTask<T>> value) =>
        DelegateExpression(async context => (object?)await value(context));

    public static Expression DelegateExpression<T>(Func<ValueTask<T>> value) =>
        DelegateExpression(async _ => (object?)await value());

    public static Expression DelegateExpression<T>(Func<ExpressionExecutionContext, T> value) =>
        DelegateExpression(context => ValueTask.FromResult((object?)value(context)));

    public static Expression DelegateExpression<T>(Func<T> value) =>
        DelegateExpression(_ => ValueTask.FromResult((object?)value()));
}
