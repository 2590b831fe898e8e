using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Completes with True or False.</summary>
[FlowNode("True", "False")]
[Activity("Elsa", "Branching", "Chooses one of two ways by a condition.", DisplayName = "Decision")]
public sealed class FlowDecision : Activity
{
    [Input(UIHint = UIHints.InputUIHints.SingleLine, Description = "The condition.")]
    public Input<bool> Condition { get; set; } = new(false);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync(context.Get(Condition) ? "True" : "False");
}
