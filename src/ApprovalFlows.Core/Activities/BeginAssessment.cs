using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>Takes a report into the assessment of its year and freezes the computed figures.</summary>
[Activity("ApprovalFlows", "Approval", "Takes a report into the assessment of its year and freezes the figures.",
    DisplayName = "Begin assessment")]
public sealed class BeginAssessment : CodeActivity
{
    [Output(Description = "Whether the enterprise lies in a park, whose office scores too.")]
    public Output<bool>? InPark { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) => context.Set(
        InPark,
        await context.GetRequiredService<ReportingService>().BeginAsync(
            context.WorkflowExecutionContext.Id, context.CancellationToken));
}
