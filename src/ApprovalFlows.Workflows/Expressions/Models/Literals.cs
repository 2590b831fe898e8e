using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Expressions.Models;

/// <summary>A constant.</summary>
public class Literal : MemoryBlockReference
{
    public Literal()
    {
    }

    public Literal(object? value) => Value = value;

    public object? Value { get; set; }

    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A typed constant.</summary>
public sealed class Literal<T> : Literal
{
    public Literal()
    {
    }

    public Literal(T? value)
        : base(value)
    {
    }
}

/// <summary>A constant object, written as JSON.</summary>
public class ObjectLiteral : MemoryBlockReference
{
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(object? value) => Value = value;

    public object? Value { get; set; }

    public static ObjectLiteral<T> From<T>(T value) => new(value);

    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A typed constant object.</summary>
public sealed class ObjectLiteral<T>(T? value) : ObjectLiteral(value);
