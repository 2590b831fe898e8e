using ApprovalFlows.Workflows.Activities.Scheduling;
using ApprovalFlows.Workflows.Models;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Waiting for the clock.</summary>
public static class TimeExtensions
{
    private const string DelayName = "Elsa.Delay";
    private const string TimerName = "Elsa.Timer";

    public static void DelayFor(
        this ActivityExecutionContext context,
        TimeSpan delay,
        ExecuteActivityDelegate? callback = null) =>
        context.DelayUntil(context.WorkflowExecutionContext.Now + delay, callback);

    public static void DelayUntil(
        this ActivityExecutionContext context,
        DateTimeOffset resumeAt,
        ExecuteActivityDelegate? callback = null) =>
        context.CreateBookmark(At(DelayName, resumeAt, callback));

    /// <summary>Waits for the interval; in the run that the timer started the callback runs at once.</summary>
    public static void RepeatWithInterval(
        this ActivityExecutionContext context,
        TimeSpan interval,
        ExecuteActivityDelegate? callback = null) =>
        context.WaitUnlessTrigger(At(TimerName, context.WorkflowExecutionContext.Now + interval, callback));

    /// <summary>What a recurring start is matched with; the first is one interval away.</summary>
    public static TimerTriggerStimulus GetTimerTriggerStimulus(
        this TriggerIndexingContext context, TimeSpan interval)
    {
        var clock = context.ExpressionExecutionContext.ServiceProvider.GetRequiredService<TimeProvider>();
        var startAt = clock.GetUtcNow() + interval;
        context.TriggerName = TimerName;
        context.DueAt = startAt;
        return new TimerTriggerStimulus(startAt, interval);
    }

    private static CreateBookmarkArgs At(
        string name, DateTimeOffset resumeAt, ExecuteActivityDelegate? callback) => new()
        {
            BookmarkName = name,
            Stimulus = new DelayStimulus(resumeAt),
            Callback = callback,
            DueAt = resumeAt,
        };
}
