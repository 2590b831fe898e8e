using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>A whole definition as the root activity of its run.</summary>
[Activity("Elsa", "Workflows", "Runs a whole definition.")]
[System.ComponentModel.Browsable(false)]
public sealed class Workflow : Composite
{
    /// <summary>Null only until the graph is built.</summary>
    public WorkflowDefinition? Definition { get; internal set; }

    public WorkflowIdentity Identity => new(
        Definition!.DefinitionId, Definition.Version, Definition.VersionId);
}

/// <summary>Which definition and version a workflow is; <see cref="Id"/> is the version's own id.</summary>
public sealed record WorkflowIdentity(string DefinitionId, int Version, string Id);
