using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Waits for an event of a name, or starts on it.</summary>
[Activity("Elsa", "Primitives", "Waits for an event.")]
public sealed class Event : Trigger<object?>
{
    public const string StimulusName = "Elsa.Event";
    public const string PayloadKey = "EventInput";

    [Input(Description = "The name of the event.")]
    public Input<string> EventName { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        new EventStimulus(context.Get(EventName) ?? "");

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await OnEventReceivedAsync(context);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = StimulusName,
            Stimulus = new EventStimulus(context.Get(EventName) ?? ""),
            Callback = OnEventReceivedAsync,
        });
    }

    private async ValueTask OnEventReceivedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.WorkflowInput.TryGetValue(PayloadKey, out var payload) && payload is not null
            ? payload
            : new Dictionary<string, object>());
        await context.CompleteActivityAsync();
    }
}

/// <summary>What an event is matched with.</summary>
public sealed record EventStimulus(string EventName);
