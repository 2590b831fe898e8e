namespace ApprovalFlows.Workflows.Attributes;

/// <summary>Names the outcomes of an activity that a flowchart can connect.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FlowNodeAttribute(params string[] outcomes) : Attribute
{
    public IReadOnlyList<string> Outcomes { get; } = outcomes;
}
