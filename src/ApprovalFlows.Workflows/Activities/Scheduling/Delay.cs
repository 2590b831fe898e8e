using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>Waits for a while.</summary>
[Activity("Elsa", "Scheduling", "Waits for a while.")]
public sealed class Delay : Activity
{
    public Delay()
    {
    }

    public Delay(TimeSpan timeSpan) => TimeSpan = new(timeSpan);

    public Delay(Input<TimeSpan> timeSpan) => TimeSpan = timeSpan;

    [Input(DefaultValue = "00:01:00", Description = "How long to wait.")]
    public Input<TimeSpan> TimeSpan { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var wait = TimeSpan is null ? System.TimeSpan.FromMinutes(1) : context.Get(TimeSpan);
        context.DelayFor(wait);
    }
}

/// <summary>What a waiting clock is told apart by.</summary>
public sealed record DelayStimulus(DateTimeOffset ResumeAt);
