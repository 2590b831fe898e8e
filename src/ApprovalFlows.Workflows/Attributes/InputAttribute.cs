namespace ApprovalFlows.Workflows.Attributes;

/// <summary>Describes an input property; on a property that is no Input it marks a plain value.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class InputAttribute : Attribute
{
    public string? Name { get; set; }
    public string? UIHint { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }
    public object? Options { get; set; }
    public float Order { get; set; }
    public object? DefaultValue { get; set; }
    public Type? DefaultValueProvider { get; set; }
    public string? DefaultSyntax { get; set; }
    public string[]? SupportedSyntaxes { get; set; }
    public bool IsReadOnly { get; set; }
    public bool IsBrowsable { get; set; } = true;
    public bool AutoEvaluate { get; set; } = true;
    public Type? EvaluatorType { get; set; }
    public bool IsSerializable { get; set; } = true;
    public bool CanContainSecrets { get; set; }
    public Type? UIHandler { get; set; }
    public Type[]? UIHandlers { get; set; }
}
