using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Activities;

/// <summary>Closes an approved and filed case that no paper comes of.</summary>
[Activity("ApprovalFlows", "Approval", "Closes an approved and filed case that no paper comes of.",
    DisplayName = "Close filed case")]
public sealed class CloseFiled : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var file = await context.GetRequiredService<CaseService>().OfInstanceAsync(
            context.WorkflowExecutionContext.Id, context.CancellationToken);
        file.MustAllowIssue();
        file.Issue(
            context.GetRequiredService<CurrentActor>().Actor, file.FilingNumber!,
            context.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}
