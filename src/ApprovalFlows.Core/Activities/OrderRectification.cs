using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Orders an enterprise to put things right and tells it at once.</summary>
[Activity("ApprovalFlows", "Approval", "Orders an enterprise to put things right and tells it at once.",
    DisplayName = "Order rectification")]
public sealed class OrderRectification : CodeActivity
{
    [Input(DisplayName = "Mark", Description = "Short name of the office that begins the number.")]
    public Input<string> Mark { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ProceedingService>()
            .OrderAsync(context.WorkflowExecutionContext.Id, Mark.Get(context), context.CancellationToken);
}
