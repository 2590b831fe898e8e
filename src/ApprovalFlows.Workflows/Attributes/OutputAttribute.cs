namespace ApprovalFlows.Workflows.Attributes;

/// <summary>Describes an output property.</summary>
[AttributeUsage(
    AttributeTargets.Property | AttributeTargets.Class
    | AttributeTargets.Method | AttributeTargets.ReturnValue)]
public sealed class OutputAttribute : Attribute
{
    private bool? isSerializable;

    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public bool IsBrowsable { get; set; } = true;

    public bool IsSerializable
    {
        get => isSerializable ?? true;
        set => isSerializable = value;
    }

    /// <summary>What was set, or null when the attribute says nothing.</summary>
    public bool? SerializableWhenSet => isSerializable;
}
