using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Publishes an event after the commit.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public sealed class PublishEvent : CodeActivity
{
    [Input(Description = "The name of the event.")]
    public Input<string> EventName { get; set; } = null!;

    [Input(Description = "Only instances with this correlation id hear it.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(DisplayName = "Local event", Description = "Whether only this instance hears it.")]
    public Input<bool> IsLocalEvent { get; set; } = null!;

    [Input(Description = "What the event carries.")]
    public Input<object?> Payload { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context)
    {
        var workflow = context.WorkflowExecutionContext;
        var eventName = context.Get(EventName)
            ?? throw new InvalidOperationException($"{nameof(EventName)} is required.");
        var correlationId = context.Get(CorrelationId);
        var payload = new JsonObject
        {
            [nameof(EventName)] = eventName,
            [nameof(CorrelationId)] = string.IsNullOrWhiteSpace(correlationId) ? null : correlationId,
            ["InstanceId"] = context.Get(IsLocalEvent) ? workflow.Id : null,
            [nameof(Payload)] = ValueCodec.Encode(context.Get(Payload)),
        };
        workflow.AddOutbox(
            context.Id, OutboxWork.EventKind, payload,
            StimulusHash.Compute(Event.StimulusName, new EventStimulus(eventName)));
    }
}
