using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Activities.Scheduling;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Tests.Authoring;

/// <summary>One stimulus serves the start of a flow and a wait within one.</summary>
[Activity("Samples", "Samples", "Waits for a document.")]
public sealed class DocumentArrived : Trigger<string>
{
    public Input<string> Kind { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        new DocumentStimulus(Kind.Get(context.ExpressionExecutionContext));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
            await OnArrivedAsync(context);
        else
            context.CreateBookmark(new CreateBookmarkArgs
            {
                Stimulus = new DocumentStimulus(Kind.Get(context)),
                Callback = OnArrivedAsync,
                IncludeActivityInstanceId = false,
            });
    }

    private async ValueTask OnArrivedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.GetWorkflowInput<string>("title"));
        await context.CompleteActivityAsync();
    }
}

public sealed record DocumentStimulus(string Kind);

/// <summary>Several payloads under a name of its own.</summary>
[Activity("Samples", "Samples")]
public sealed class AnyColour : Trigger
{
    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context)
    {
        context.TriggerName = "Colour";
        return [new DocumentStimulus("red"), new DocumentStimulus("green")];
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => CompleteAsync(context);
}

[Activity("Samples", "Samples", "Waits until an order is paid.")]
public sealed class OrderPaid : EventBase<decimal>
{
    public Input<string> Order { get; set; } = null!;

    protected override string GetEventName(ExpressionExecutionContext context) => $"paid-{Order.Get(context)}";

    protected override void OnEventReceived(ActivityExecutionContext context, decimal input) =>
        context.SetMetadata("amount", input);
}

[Activity("Samples", "Samples")]
public sealed class EveryQuarterHour : TimerBase
{
    protected override TimeSpan GetInterval(ExpressionExecutionContext context) => TimeSpan.FromMinutes(15);

    protected override void OnTimerElapsed(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.CorrelationId = "elapsed";
}
