using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Closes what an office opened of its own accord, and tells the enterprise.</summary>
[Activity("ApprovalFlows", "Approval", "Closes what an office opened of its own accord, and tells the enterprise.",
    DisplayName = "Close proceeding")]
public sealed class CloseProceeding : CodeActivity
{
    [Input(DisplayName = "Outcome", Description = "What the proceeding came to.")]
    public Input<string> Outcome { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ProceedingService>()
            .CloseAsync(context.WorkflowExecutionContext.Id, Outcome.Get(context), context.CancellationToken);
}
