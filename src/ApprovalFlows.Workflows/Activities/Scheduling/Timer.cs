using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>Starts again and again after an interval, or waits for one interval.</summary>
[Activity("Elsa", "Scheduling", "Starts after every interval, or waits for one.")]
public sealed class Timer : TimerBase
{
    [Input(DefaultValue = "00:01:00", Description = "The interval.")]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    protected override TimeSpan GetInterval(ExpressionExecutionContext context) => context.Get(Interval);
}

/// <summary>What a recurring timer is told apart by.</summary>
public sealed record TimerTriggerStimulus(DateTimeOffset StartAt, TimeSpan Interval);
