using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Records that facts, reasons and rights were told; the time to answer runs.</summary>
[Activity("ApprovalFlows", "Approval", "Records that facts, reasons and rights were told; the time to answer runs.",
    DisplayName = "Serve notice")]
public sealed class ServeNotice : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ProceedingService>()
            .ServeNoticeAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
