using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Builders;

/// <summary>The JSON of a workflow made in code: for lists and designers; the code is what runs.</summary>
internal static class CodeDefinition
{
    public const string Materializer = "CLR";

    /// <summary>Everything but the root activity.</summary>
    public static JsonObject HeadOf(WorkflowBuilder builder) => new()
    {
        ["definitionId"] = builder.DefinitionId,
        ["name"] = string.IsNullOrEmpty(builder.Name) ? builder.DefinitionId : builder.Name,
        ["description"] = builder.Description,
        ["tenantId"] = builder.TenantId,
        ["materializerName"] = Materializer,
        ["isReadonly"] = builder.IsReadonly,
        ["isSystem"] = builder.IsSystem,
        ["variables"] = new JsonArray([.. builder.Variables.Select(ActivityWriter.WriteVariable)]),
        ["inputs"] = new JsonArray([.. builder.Inputs.Select(Write)]),
        ["outputs"] = new JsonArray([.. builder.Outputs.Select(Write)]),
        ["outcomes"] = new JsonArray([.. builder.Outcomes.Select(name => JsonValue.Create(name))]),
        ["customProperties"] = JsonSerializer.SerializeToNode(builder.CustomProperties, EngineJson.Options),
        ["options"] = new JsonObject
        {
            ["activationStrategyType"] = builder.WorkflowOptions.ActivationStrategyType?.Name,
            ["incidentStrategyType"] = builder.WorkflowOptions.IncidentStrategyType?.Name,
            ["commitStrategyName"] = builder.WorkflowOptions.CommitStrategyName,
        },
    };

    private static JsonObject Write(CodeArgument argument) => new()
    {
        ["name"] = argument.Name,
        ["type"] = TypeAliases.NameOf(argument.Type),
        ["isArray"] = argument.IsArray,
        ["displayName"] = argument.DisplayName ?? argument.Name,
        ["description"] = argument.Description,
        ["category"] = argument.Category,
    };
}
