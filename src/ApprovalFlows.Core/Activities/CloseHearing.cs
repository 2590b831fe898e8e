using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Goes on after a hearing only when it was held or abandoned as the law says.</summary>
[Activity("ApprovalFlows", "Approval", "Goes on after a hearing only when it was held or abandoned as the law says.",
    DisplayName = "Close hearing")]
public sealed class CloseHearing : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<HearingService>()
            .CloseAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
