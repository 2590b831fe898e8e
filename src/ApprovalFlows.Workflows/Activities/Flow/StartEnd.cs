using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>The preferred first node of a flowchart; does nothing.</summary>
[Activity("Elsa", "Flow", "Marks the start of a flow.")]
public sealed class Start : CodeActivity, IStartNode;

/// <summary>Ends the container it stands in.</summary>
[Activity("Elsa", "Flow", "Marks the end of a flow.")]
public sealed class End : CodeActivity, ITerminalNode;
