using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Branching;

/// <summary>Runs one of two activities.</summary>
[Activity("Elsa", "Branching", "Runs one of two activities.")]
public sealed class If : Activity<bool>
{
    public If()
    {
    }

    public If(Func<ExpressionExecutionContext, bool> condition) => Condition = new(condition);

    public If(Func<bool> condition) => Condition = new(condition);

    public If(Input<bool> condition) => Condition = condition;

    [Input(Description = "The condition.", UIHint = UIHints.InputUIHints.SingleLine)]
    public Input<bool> Condition { get; set; } = new(false);

    [Port]
    public IActivity? Then { get; set; }

    [Port]
    public IActivity? Else { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var holds = context.Get(Condition);
        context.Set(Result, holds);
        await context.ScheduleActivityAsync(holds ? Then : Else, OnChildCompletedAsync);
    }

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) =>
        context.TargetContext.CompleteActivityAsync();
}
