using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Extends the time of an order, or says that it is not extended.</summary>
[Activity("ApprovalFlows", "Approval", "Extends the time of an order, or says that it is not extended.",
    DisplayName = "Settle extension")]
public sealed class SettleExtension : CodeActivity
{
    [Input(DisplayName = "Granted", Description = "Whether the time is extended.")]
    public Input<bool> IsGranted { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ProceedingService>()
            .SettleExtensionAsync(
                context.WorkflowExecutionContext.Id, IsGranted.Get(context),
                context.CancellationToken);
}
