using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>Works the grade out of the score sheets and figures, by the rules of the cycle.</summary>
[Activity("ApprovalFlows", "Approval", "Works the grade out of the score sheets, by the rules of the cycle.",
    DisplayName = "Grade assessment")]
public sealed class GradeAssessment : CodeActivity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<ResultService>().GradeAsync(
            context.WorkflowExecutionContext.Id, context.CancellationToken);
}
