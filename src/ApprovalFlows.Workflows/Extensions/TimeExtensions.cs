using ApprovalFlows.Workflows.Activities.Scheduling;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Waiting for the clock.</summary>
public static class TimeExtensions
{
    public static void DelayFor(
        this ActivityExecutionContext context,
        TimeSpan delay,
        ExecuteActivityDelegate? callback = null) =>
        context.DelayUntil(context.WorkflowExecutionContext.Now + delay, callback);

    public static void DelayUntil(
        this ActivityExecutionContext context,
        DateTimeOffset resumeAt,
        ExecuteActivityDelegate? callback = null) =>
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new DelayStimulus(resumeAt),
            Callback = callback,
            DueAt = resumeAt,
        });
}
