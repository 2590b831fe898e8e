using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Waiting for events.</summary>
public static class EventExtensions
{
    /// <summary>Waits for an event, or goes on at once when the run was started by it.</summary>
    public static async ValueTask WaitForEventAsync(
        this ActivityExecutionContext context, string eventName, ExecuteActivityDelegate callback)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await callback(context);
            return;
        }

        context.WaitForEvent(eventName, callback);
    }

    public static void WaitForEvent(
        this ActivityExecutionContext context, string eventName, ExecuteActivityDelegate? callback = null) =>
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = Event.StimulusName,
            Stimulus = new EventStimulus(eventName),
            Callback = callback,
        });

    public static object? GetEventInput(this ActivityExecutionContext context) =>
        context.WorkflowInput.TryGetValue(Event.PayloadKey, out var payload) ? payload : null;

    public static T? GetEventInput<T>(this ActivityExecutionContext context) =>
        context.GetEventInput().ConvertTo<T>();

    /// <summary>What an event trigger is matched with.</summary>
    public static object GetEventStimulus(this TriggerIndexingContext context, string eventName)
    {
        context.TriggerName = Event.StimulusName;
        return new EventStimulus(eventName);
    }
}
