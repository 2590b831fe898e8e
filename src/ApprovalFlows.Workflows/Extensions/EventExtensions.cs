using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Waiting for events.</summary>
public static class EventExtensions
{
    /// <summary>Waits for an event; in the run that the event started the callback runs at once.</summary>
    public static void WaitForEvent(
        this ActivityExecutionContext context, string eventName, ExecuteActivityDelegate? callback = null) =>
        context.WaitUnlessTrigger(new CreateBookmarkArgs
        {
            BookmarkName = Event.StimulusName,
            Stimulus = new EventStimulus(eventName),
            Callback = callback,
        });

    public static object? GetEventInput(this ActivityExecutionContext context) =>
        context.WorkflowInput.TryGetValue(Event.PayloadKey, out var payload) ? payload : null;

    /// <summary>What an event trigger is matched with.</summary>
    public static EventStimulus GetEventStimulus(this TriggerIndexingContext context, string eventName)
    {
        context.TriggerName = Event.StimulusName;
        return new EventStimulus(eventName);
    }
}
