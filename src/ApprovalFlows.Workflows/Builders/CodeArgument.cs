namespace ApprovalFlows.Workflows.Builders;

/// <summary>An input or output that a workflow made in code declares.</summary>
public sealed class CodeArgument
{
    public string Name { get; set; } = "";
    public Type Type { get; set; } = typeof(object);
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public string? Category { get; set; }
    public bool IsArray { get; set; }
}

/// <summary>The options of a workflow made in code.</summary>
public sealed class CodeWorkflowOptions
{
    public Type? ActivationStrategyType { get; set; }
    public Type? IncidentStrategyType { get; set; }
    public string? CommitStrategyName { get; set; }
}
