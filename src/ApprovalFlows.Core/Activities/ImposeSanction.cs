using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Gives effect to a decision against an enterprise, with its number.</summary>
[Activity("ApprovalFlows", "Approval", "Gives effect to a decision against an enterprise, with its number.",
    DisplayName = "Impose sanction")]
public sealed class ImposeSanction : CodeActivity
{
    [Input(DisplayName = "Measure", Description = "What is decided: clearOut or cancelQualification.")]
    public Input<string> Measure { get; set; } = null!;

    [Input(DisplayName = "Mark", Description = "Short name of the office that begins the number.")]
    public Input<string> Mark { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<SanctionService>()
            .ImposeAsync(
                context.WorkflowExecutionContext.Id, Measure.Get(context), Mark.Get(context),
                context.CancellationToken);
}
