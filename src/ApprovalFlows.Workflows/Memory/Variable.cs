using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Memory;

/// <summary>A named value with a scope: the container that declares it and everything inside.</summary>
public class Variable : MemoryBlockReference
{
    public Variable()
    {
    }

    public Variable(string name)
        : this(name, null)
    {
    }

    public Variable(string name, object? value, string? id = null)
    {
        Name = name;
        Value = value;
        Id = id ?? IdFor(name);
    }

    public string Name { get; set; } = "";
    public object? Value { get; set; }
    /// <summary>Null: the value does not survive a wait. The older driver's name means the newer one.</summary>
    public Type? StorageDriverType
    {
        get;
        set => field = value == typeof(WorkflowStorageDriver) ? typeof(WorkflowInstanceStorageDriver) : value;
    }

    public virtual Type VariableType => typeof(object);

    // Elsa: WorkflowDefinitionMapper — a default that does not convert is logged and left null.
    internal object? ParsedDefault() =>
        Value is null ? null : Value.TryConvertTo(VariableType, !IsLenient, out var value) ? value : null;

    /// <summary>A default that does not convert becomes the default of the type.</summary>
    internal bool IsLenient { get; set; }

    public new object? Get(ActivityExecutionContext context) => context.Get(this);

    public new object? Get(ExpressionExecutionContext context) => context.Get(this);

    public new void Set(ActivityExecutionContext context, object? value) =>
        context.Set(this, value);

    public Variable WithName(string name)
    {
        Name = name;
        return this;
    }

    public Variable WithId(string id)
    {
        Id = id;
        return this;
    }

    public Variable WithValue(object? value)
    {
        Value = value;
        return this;
    }

    public override MemoryBlock Declare() => new(ParsedDefault(), this);

    // Elsa: Variable.cs — camel-cased name followed by "Variable".
    private static string IdFor(string name) =>
        name.Length == 0 ? "" : $"{char.ToLowerInvariant(name[0])}{name[1..]}Variable";
}

/// <summary>A typed <see cref="Variable"/>.</summary>
public sealed class Variable<T> : Variable
{
    public Variable()
    {
    }

    public Variable(string name)
        : base(name)
    {
    }

    public Variable(string name, T value, string? id = null)
        : base(name, value, id)
    {
    }

    public override Type VariableType => typeof(T);

    public new T? Get(ActivityExecutionContext context) => context.Get(this).ConvertTo<T>();

    public new T? Get(ExpressionExecutionContext context) => context.Get(this).ConvertTo<T>();

    public void Set(ActivityExecutionContext context, T? value) => context.Set(this, value);

    public new Variable<T> WithName(string name)
    {
        Name = name;
        return this;
    }

    public new Variable<T> WithId(string id)
    {
        Id = id;
        return this;
    }

    public Variable<T> WithValue(T value)
    {
        Value = value;
        return this;
    }

    public Variable<T> WithStorageDriver<TDriver>()
    {
        StorageDriverType = typeof(TDriver);
        return this;
    }
}
