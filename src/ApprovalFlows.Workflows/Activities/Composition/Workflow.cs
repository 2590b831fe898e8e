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
}
