using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>
/// Records what became of an objection. Upheld, the office whose sheet is changed is the way out; one of the
/// public that is taken up goes to where objections are decided.
/// </summary>
[Activity("ApprovalFlows", "Approval", "Records what became of an objection, and whose score sheet is changed.",
    DisplayName = "Decide objection")]
[FlowNode(Rejected, TakenUp, "hr-bureau", "police", "customs", "border-inspection", "park-office")]
public sealed class DecideObjection : CodeActivity
{
    public const string Rejected = "rejected";
    public const string TakenUp = "takenUp";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var course = context.GetRequiredService<ObjectionCourse>();
        var (instance, cancellation) = (context.WorkflowExecutionContext.Id, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(await course.TakeUpAsync(instance, cancellation)
            ? TakenUp
            : await course.DecideAsync(instance, cancellation) ?? Rejected);
    }
}
