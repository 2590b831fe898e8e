using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Follows several connections at once.</summary>
[Activity("Elsa", "Branching", "Splits the flow into branches.", DisplayName = "Fork (flow)")]
public sealed class FlowFork : Activity
{
    [Input(UIHint = UIHints.InputUIHints.DynamicOutcomes, Description = "Names of the branches.")]
    public Input<ICollection<string>> Branches { get; set; } = null!;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Get(Branches) is { } branches
            ? context.CompleteActivityWithOutcomesAsync([.. branches])
            : context.CompleteActivityAsync();
}
