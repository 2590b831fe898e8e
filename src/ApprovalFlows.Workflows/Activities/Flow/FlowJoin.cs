using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Which inbound branches a join waits for.</summary>
public enum FlowJoinMode
{
    WaitAll,
    WaitAllActive,
    WaitAny,
}

/// <summary>Brings branches together again.</summary>
[Activity("Elsa", "Branching", "Brings branches together.", DisplayName = "Join")]
public sealed class FlowJoin : CodeActivity
{
    [Input(UIHint = "dropdown", DefaultValue = FlowJoinMode.WaitAny, Description = "Which branches to wait for.")]
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    // Elsa: FlowJoin.cs — cancels what is still running on the way to the join.
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.ParentActivityExecutionContext is not { } parent)
            return;
        if (parent.Activity is not Flowchart flowchart)
            throw new InvalidOperationException("A join has its place in a flowchart.");
        await flowchart.CancelInboundAncestorsAsync(parent, this);
    }
}
