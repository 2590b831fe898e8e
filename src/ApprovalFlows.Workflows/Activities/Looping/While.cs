using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Behaviors;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Looping;

/// <summary>Runs its body as long as a condition holds.</summary>
[Activity("Elsa", "Looping", "Runs its body as long as the condition holds.")]
public sealed class While : Activity
{
    public While() => Behaviors.Add<BreakBehavior>(this);

    [Input(AutoEvaluate = false, UIHint = UIHints.InputUIHints.SingleLine, Description = "The condition.")]
    public Input<bool> Condition { get; set; } = new(false);

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => IterateAsync(context);

    private async ValueTask IterateAsync(ActivityExecutionContext context)
    {
        if (!context.IsBreaking && await EvaluateConditionAsync(context))
            await context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);
        else
            await context.CompleteActivityAsync();
    }

    private async ValueTask<bool> EvaluateConditionAsync(ActivityExecutionContext context) =>
        Condition is not null && await context.EvaluateAsync(Condition);

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) =>
        IterateAsync(context.TargetContext);
}
