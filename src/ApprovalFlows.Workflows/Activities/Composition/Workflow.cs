using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>A whole definition as the root activity of its run.</summary>
[Activity("Elsa", "Workflows", "Runs a whole definition.")]
[System.ComponentModel.Browsable(false)]
public sealed class Workflow : Composite<object>
{
    /// <summary>Null only until the graph is built.</summary>
    public WorkflowDefinition? Definition { get; internal set; }

    /// <summary>The variable whose value becomes the output Result; for flows made in code.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Variable? ResultVariable { get; internal set; }

    public WorkflowIdentity Identity => new(
        Definition!.DefinitionId, Definition.Version, Definition.VersionId);

    protected override void OnCompleted(ActivityCompletedContext context)
    {
        if (ResultVariable is not null)
            context.WorkflowExecutionContext.Output[ResultVariable.Name] =
                context.TargetContext.Get(ResultVariable)!;
    }
}

/// <summary>Which definition and version a workflow is; <see cref="Id"/> is the version's own id.</summary>
public sealed record WorkflowIdentity(string DefinitionId, int Version, string Id);
