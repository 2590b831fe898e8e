using ApprovalFlows.Workflows.Expressions.Models;

namespace ApprovalFlows.Workflows.Activities.Branching;

/// <summary>One case of a <see cref="Switch"/>.</summary>
public sealed class SwitchCase
{
    public string Label { get; set; } = "";
    public Expression? Condition { get; set; }

    internal Expression RequiredCondition => Condition
        ?? throw new InvalidOperationException($"The case '{Label}' has a condition of an unknown kind.");
    public IActivity? Activity { get; set; }
}

/// <summary>Whether the first matching case counts or every one.</summary>
public enum SwitchMode
{
    MatchFirst,
    MatchAny,
}
