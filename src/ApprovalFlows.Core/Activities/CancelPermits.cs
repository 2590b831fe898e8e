using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Activities;

/// <summary>Cancels the papers of the workers who have left, as the exit report says, and closes the case.</summary>
[Activity("ApprovalFlows", "Approval", "Cancels the permits of workers who have left and closes the case.",
    DisplayName = "Cancel permits")]
public sealed class CancelPermits : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<PermitCancellation>()
            .CancelAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
