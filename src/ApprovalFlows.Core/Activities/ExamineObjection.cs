using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>Records whether an objection of the public is taken up; one that is not is answered with it.</summary>
[Activity("ApprovalFlows", "Approval", "Records whether an objection of the public is taken up.",
    DisplayName = "Examine objection")]
[FlowNode(TakenUp, NotTakenUp)]
public sealed class ExamineObjection : CodeActivity
{
    public const string TakenUp = "takenUp";
    public const string NotTakenUp = "notTakenUp";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var course = context.GetRequiredService<ObjectionCourse>();
        var (instance, cancellation) = (context.WorkflowExecutionContext.Id, context.CancellationToken);
        var isTakenUp = await course.TakeUpAsync(instance, cancellation);
        if (!isTakenUp) await course.DecideAsync(instance, cancellation);
        await context.CompleteActivityWithOutcomesAsync(isTakenUp ? TakenUp : NotTakenUp);
    }
}
