using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>Starts again and again after an interval, or waits for one interval.</summary>
[Activity("Elsa", "Scheduling", "Starts after every interval, or waits for one.")]
public sealed class Timer : EventGenerator
{
    [Input(Description = "The interval.")]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(1));

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var interval = context.Get(Interval);
        var clock = (TimeProvider)context.ExpressionExecutionContext.ServiceProvider
            .GetService(typeof(TimeProvider))!;
        context.DueAt = clock.GetUtcNow() + interval;
        return new TimerTriggerStimulus(context.DueAt.Value, interval);
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
            return context.CompleteActivityAsync();
        context.DelayFor(context.Get(Interval));
        return ValueTask.CompletedTask;
    }
}

/// <summary>What a recurring timer is told apart by.</summary>
public sealed record TimerTriggerStimulus(DateTimeOffset StartAt, TimeSpan Interval);
