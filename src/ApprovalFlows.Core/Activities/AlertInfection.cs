using ApprovalFlows.Core.HealthChecks;

namespace ApprovalFlows.Core.Activities;

/// <summary>Tells Customs' supervisors and the one-stop centre of an infectious finding.</summary>
[Activity("ApprovalFlows", "Approval", "Tells Customs and the one-stop centre of an infectious finding at once.",
    DisplayName = "Alert of infection")]
public sealed class AlertInfection : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<AlertService>()
            .TellAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
