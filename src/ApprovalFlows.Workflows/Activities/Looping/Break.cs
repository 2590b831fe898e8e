using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Looping;

/// <summary>Ends the nearest loop.</summary>
[Activity("Elsa", "Looping", "Ends the nearest loop.")]
public sealed class Break : CodeActivity, ITerminalNode
{
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.SendSignalAsync(new BreakSignal());
}
