using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Ends the whole instance at once.</summary>
[Activity("Elsa", "Primitives", "Ends the whole instance at once.")]
public sealed class Finish : CodeActivity, ITerminalNode
{
    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.FinishNow();
}
