using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>Makes a published result final and closes its case.</summary>
[Activity("ApprovalFlows", "Approval", "Makes a published result final and closes its case.",
    DisplayName = "Close assessment")]
public sealed class CloseAssessment : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ResultService>().FinishAsync(
            context.WorkflowExecutionContext.Id, context.CancellationToken);
}
