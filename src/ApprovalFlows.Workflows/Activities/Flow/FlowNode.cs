using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>Runs any activity as a node of a flowchart.</summary>
[Activity("Elsa", "Flow", "Runs the activity inside it.", DisplayName = "Container")]
public sealed class FlowNode : Activity
{
    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.ScheduleActivityAsync(Body, OnBodyCompletedAsync);

    private static ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) =>
        context.TargetContext.CompleteActivityAsync();
}
