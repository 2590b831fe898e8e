using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>An activity that runs a list of children and declares variables for them.</summary>
public abstract class Container : Activity, IVariableContainer
{
    protected Container(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected Container(params IActivity[] activities) => Activities = [.. activities];

    [Port]
    [System.ComponentModel.Browsable(false)]
    public ICollection<IActivity> Activities { get; set; } = [];
    public ICollection<Variable> Variables { get; set; } = [];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        ScheduleChildrenAsync(context);

    protected virtual ValueTask ScheduleChildrenAsync(ActivityExecutionContext context)
    {
        ScheduleChildren(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void ScheduleChildren(ActivityExecutionContext context)
    {
    }
}
