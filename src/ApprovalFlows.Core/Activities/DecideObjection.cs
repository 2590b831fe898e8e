using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>Records what became of an objection; upheld, the office whose sheet is changed is the way out.</summary>
[Activity("ApprovalFlows", "Approval", "Records what became of an objection, and whose score sheet is changed.",
    DisplayName = "Decide objection")]
[FlowNode(Rejected, "hr-bureau", "police", "customs", "border-inspection", "park-office")]
public sealed class DecideObjection : CodeActivity
{
    public const string Rejected = "rejected";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(
            await context.GetRequiredService<ObjectionCourse>().DecideAsync(
                context.WorkflowExecutionContext.Id, context.CancellationToken) ?? Rejected);
}
