using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;

namespace ApprovalFlows.Core.Activities;

/// <summary>Accepts the application (受理); the time to decide runs from here.</summary>
[Activity("ApprovalFlows", "Approval", "Accepts the application; the time to decide runs from here.",
    DisplayName = "Accept application")]
public sealed class AcceptApplication : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var decided = context.GetRequiredService<DecisionInProgress>().Task;
        var file = await context.GetRequiredService<CaseService>()
            .OfInstanceAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
        file.Accept(
            context.GetRequiredService<CurrentActor>().Actor,
            decided?.IsDeemed ?? false,
            decided?.Opinion,
            context.GetRequiredService<TimeProvider>().GetUtcNow());
        if (decided is not { IsDeemed: true }) return;
        await context.GetRequiredService<DeemedAcceptanceNotice>()
            .TellAsync(file, decided, context.CancellationToken);
    }
}
