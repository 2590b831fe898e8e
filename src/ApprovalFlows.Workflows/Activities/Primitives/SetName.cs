using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Names the instance.</summary>
[Activity("Elsa", "Primitives", "Names the instance.")]
public sealed class SetName : CodeActivity
{
    [Input(Description = "The name.")]
    public Input<string> Value { get; set; } = new("");

    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.Name = context.Get(Value);
}

/// <summary>Gives the instance a correlation id.</summary>
[Activity("Elsa", "Primitives", "Gives the instance a correlation id.")]
public sealed class Correlate : CodeActivity
{
    [Input(Description = "The correlation id.")]
    public Input<string> CorrelationId { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.CorrelationId = context.Get(CorrelationId);
}
