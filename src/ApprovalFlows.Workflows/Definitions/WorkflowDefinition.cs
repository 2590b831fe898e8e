using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>A definition as its JSON says, with the parts the engine needs read out.</summary>
public sealed class WorkflowDefinition
{
    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? ToolVersion { get; init; }
    public bool IsPublished { get; init; }
    public bool IsLatest { get; init; }
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];
    public IReadOnlyList<InputDefinition> Inputs { get; init; } = [];
    public IReadOnlyList<OutputDefinition> Outputs { get; init; } = [];
    public IReadOnlyList<string> Outcomes { get; init; } = [];
    public WorkflowDefinitionOptions Options { get; init; } = new();

    /// <summary>The whole definition as it was read, unknown properties included.</summary>
    public required JsonObject Json { get; init; }
    public JsonObject? Root => Json["root"] as JsonObject;
    public JsonObject CustomProperties => Json["customProperties"] as JsonObject ?? [];
}

/// <summary>A variable as a definition or a container declares it.</summary>
public sealed record VariableDefinition(
    string Id, string Name, string TypeName, bool IsArray, string? Value, string? StorageDriverTypeName);

/// <summary>A declared workflow input.</summary>
public sealed record InputDefinition(
    string Name, string TypeName, bool IsArray, string? StorageDriverTypeName, JsonObject Json);

/// <summary>A declared workflow output.</summary>
public sealed record OutputDefinition(string Name, string TypeName, bool IsArray, JsonObject Json);

/// <summary>The options of a definition.</summary>
public sealed record WorkflowDefinitionOptions
{
    public string? ActivationStrategyType { get; init; }
    public string? IncidentStrategyType { get; init; }
    public bool UsableAsActivity { get; init; }
    public bool AutoUpdateConsumingWorkflows { get; init; }
    public string? ActivityCategory { get; init; }
    public string? CommitStrategyName { get; init; }
}
