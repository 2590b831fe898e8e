using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Files the proposal to clear an enterprise out or to cancel its qualification.</summary>
[Activity("ApprovalFlows", "Approval", "Files the proposal to clear an enterprise out or to cancel its qualification.",
    DisplayName = "Propose clear-out")]
public sealed class ProposeClearOut : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ProceedingService>()
            .ProposeClearOutAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
