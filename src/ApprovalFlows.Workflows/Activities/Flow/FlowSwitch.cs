using ApprovalFlows.Workflows.Activities.Branching;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Completes with the labels of the cases that hold.</summary>
[FlowNode("Default")]
[Activity("Elsa", "Branching", "Chooses among several ways.", DisplayName = "Switch (flow)")]
public sealed class FlowSwitch : Activity
{
    [Input(UIHint = "flow-switch-editor", Description = "The cases.")]
    public ICollection<FlowSwitchCase> Cases { get; set; } = [];

    [Input(Description = "Whether the first match counts or every match.", UIHint = "dropdown")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    // Elsa: FlowSwitch.cs — every case is evaluated, also behind the first match.
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var evaluators = context.GetRequiredService<ExpressionEvaluators>();
        var matches = new List<string>();
        foreach (var item in Cases)
            if (await evaluators.EvaluateAsync(
                item.RequiredCondition, typeof(bool?), context.ExpressionExecutionContext) is true)
                matches.Add(item.Label);
        if (matches.Count > 1 && context.Get(Mode) == SwitchMode.MatchFirst)
            matches.RemoveRange(1, matches.Count - 1);
        if (matches.Count == 0)
            matches.Add("Default");
        await context.CompleteActivityWithOutcomesAsync([.. matches]);
    }
}
