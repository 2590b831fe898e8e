using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Asks the post that orders for an order to put things right, in place of a clear-out.</summary>
[Activity("ApprovalFlows", "Approval", "Asks for an order to put things right, in place of a clear-out.",
    DisplayName = "Ask for order")]
public sealed class AskForOrder : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ProceedingService>()
            .AskForOrderAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
