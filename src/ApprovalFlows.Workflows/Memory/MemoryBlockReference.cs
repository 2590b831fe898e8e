using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Memory;

/// <summary>Names a place in the memory of a run.</summary>
public class MemoryBlockReference
{
    public MemoryBlockReference()
    {
    }

    public MemoryBlockReference(string id) => Id = id;

    public string Id { get; set; } = "";

    public object? Get(ActivityExecutionContext context) => context.Get(this);

    public T? Get<T>(ActivityExecutionContext context) => context.Get<T>(this);

    public object? Get(ExpressionExecutionContext context) => context.Get(this);

    public T? Get<T>(ExpressionExecutionContext context) => context.Get<T>(this);

    public bool TryGet(ExpressionExecutionContext context, out object? value) =>
        context.TryGet(this, out value);

    public void Set(ExpressionExecutionContext context, object? value) => context.Set(this, value);

    public bool TryGet(ActivityExecutionContext context, out object? value) =>
        context.TryGet(this, out value);

    public void Set(ActivityExecutionContext context, object? value) => context.Set(this, value);

    public virtual MemoryBlock Declare() => new();

    public bool IsDefined(MemoryRegister register) => register.TryGetBlock(Id, out _);
}

/// <summary>A place in memory: a value and, for a variable, its declaration.</summary>
public sealed class MemoryBlock(object? value = null, Variable? variable = null)
{
    public object? Value { get; set; } = value;
    public Variable? Variable { get; set; } = variable;
}
