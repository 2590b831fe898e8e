using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Activities;

/// <summary>Registers the two policies of an approved case and closes it.</summary>
[Activity("ApprovalFlows", "Approval", "Registers the accident and work-injury policies and closes the case.",
    DisplayName = "Register policies")]
public sealed class RegisterPolicies : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<PolicyRegistration>()
            .RegisterAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}
