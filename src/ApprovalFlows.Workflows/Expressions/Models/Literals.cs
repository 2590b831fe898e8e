using System.Text.Json;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Expressions.Models;

/// <summary>A constant.</summary>
public class Literal : MemoryBlockReference
{
    public Literal()
    {
    }

    public Literal(object? value, string? id = null)
        : base(id ?? "") => Value = value;

    public object? Value { get; }

    public static Literal From<T>(T value) => new Literal<T>(value);

    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A typed constant.</summary>
public sealed class Literal<T> : Literal
{
    public Literal()
    {
    }

    public Literal(T? value, string? id = null)
        : base(value, id)
    {
    }
}

/// <summary>A constant object, written as JSON.</summary>
public class ObjectLiteral : MemoryBlockReference
{
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(string? value) => Value = value;

    public string? Value { get; }

    public static ObjectLiteral From<T>(T value) => new ObjectLiteral<T>(value);

    public override MemoryBlock Declare() => new(Value);
}

/// <summary>A typed constant object.</summary>
public sealed class ObjectLiteral<T> : ObjectLiteral
{
    public ObjectLiteral()
    {
    }

    public ObjectLiteral(T value)
        : base(JsonSerializer.Serialize(value))
    {
    }
}
