using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Models;

/// <summary>A value an activity yields, captured in the variable or workflow output it refers to.</summary>
public class Output
{
    public Output() => MemoryBlockReference = static () => new MemoryBlockReference();

    public Output(MemoryBlockReference reference) => MemoryBlockReference = () => reference;

    public Output(Func<MemoryBlockReference> reference) => MemoryBlockReference = reference;

    public Func<MemoryBlockReference> MemoryBlockReference { get; set; }
    public virtual Type Type => typeof(object);

    /// <summary>Name of the property, set when the graph is built; null for outputs made in code.</summary>
    internal string? Name { get; set; }
}

/// <summary>A typed <see cref="Output"/>.</summary>
public class Output<T> : Output
{
    public Output()
    {
    }

    public Output(MemoryBlockReference reference)
        : base(reference)
    {
    }

    public Output(Func<MemoryBlockReference> reference)
        : base(reference)
    {
    }

    public override Type Type => typeof(T);
}
