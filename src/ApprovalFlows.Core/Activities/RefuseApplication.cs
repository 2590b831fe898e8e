using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Activities;

/// <summary>Closes the case with a refusal; the reason is the opinion of the deciding step.</summary>
[Activity("ApprovalFlows", "Approval", "Closes the case: refused, or not accepted.",
    DisplayName = "Refuse application")]
public sealed class RefuseApplication : CodeActivity
{
    [Input(
        DisplayName = "Not accepted",
        Description = "Whether the application is not even accepted; otherwise it is refused.")]
    public Input<bool> NotAccepted { get; set; } = new(false);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var file = await context.GetRequiredService<CaseService>()
            .OfInstanceAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
        file.Refuse(
            context.GetRequiredService<CurrentActor>().Actor,
            NotAccepted.Get(context) ? CaseStatus.NotAccepted : CaseStatus.Refused,
            context.GetRequiredService<DecisionInProgress>().Task?.Opinion ?? "",
            context.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}
