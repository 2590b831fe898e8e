using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>One case of a <see cref="FlowSwitch"/>.</summary>
public sealed class FlowSwitchCase
{
    public string Label { get; set; } = "";
    public Expression? Condition { get; set; }

    internal Expression RequiredCondition => Condition
        ?? throw new InvalidOperationException($"The case '{Label}' has a condition of an unknown kind.");
}
