using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Models;

/// <summary>A value an activity asks for: an expression, evaluated before each execution.</summary>
public class Input
{
    public Input(Expression? expression, Type type, MemoryBlockReference? reference = null)
    {
        Expression = expression;
        Type = type;
        var block = reference ?? new MemoryBlockReference();
        MemoryBlockReference = () => block;
    }

    public Expression? Expression { get; set; }
    public Type Type { get; set; }
    public Func<MemoryBlockReference> MemoryBlockReference { get; set; }

    /// <summary>The node this input belongs to and its place there; set when the graph is built.</summary>
    internal ActivityNode? Node { get; set; }
    internal int Slot { get; set; } = -1;
}

/// <summary>A typed <see cref="Input"/>.</summary>
public class Input<T> : Input
{
    public Input(T literal, string? id = null)
        : base(Expression.LiteralExpression(literal), typeof(T), Reference(id))
    {
    }

    public Input(Func<T> value, string? id = null)
        : base(Expression.DelegateExpression(value), typeof(T), Reference(id))
    {
    }

    public Input(Func<ValueTask<T?>> value, string? id = null)
        : base(Expression.DelegateExpression(value), typeof(T), Reference(id))
    {
    }

    public Input(Func<ExpressionExecutionContext, T> value, string? id = null)
        : base(Expression.DelegateExpression(value), typeof(T), Reference(id))
    {
    }

    public Input(Func<ExpressionExecutionContext, ValueTask<T?>> value, string? id = null)
        : base(Expression.DelegateExpression(value), typeof(T), Reference(id))
    {
    }

    public Input(Variable variable)
        : base(new Expression("Variable", variable), typeof(T))
    {
    }

    public Input(Output output)
        : base(new Expression("Output", output), typeof(T))
    {
    }

    public Input(Literal<T> literal)
        : base(Expression.LiteralExpression(literal.Value), typeof(T))
    {
    }

    public Input(Literal literal)
        : base(Expression.LiteralExpression(literal.Value), typeof(T))
    {
    }

    public Input(ObjectLiteral<T> literal)
        : base(Expression.LiteralExpression(literal.Value), typeof(T))
    {
    }

    public Input(ObjectLiteral literal)
        : base(Expression.LiteralExpression(literal.Value), typeof(T))
    {
    }

    public Input(Expression expression)
        : base(expression, typeof(T))
    {
    }

    public Input(Expression? expression, MemoryBlockReference reference)
        : base(expression, typeof(T), reference)
    {
    }

    public Input(MemoryBlockReference reference)
        : base(null, typeof(T), reference)
    {
    }

    private static MemoryBlockReference? Reference(string? id) => id is null ? null : new(id);
}
