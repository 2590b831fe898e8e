using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Extensions;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Base of triggers for one kind of event whose payload has no type of its own.</summary>
public abstract class EventBase : EventBase<object>;

/// <summary>Base of triggers for one kind of event; the payload is the Result.</summary>
public abstract class EventBase<TResult> : Trigger<TResult>
{
    protected abstract string GetEventName(ExpressionExecutionContext context);

    protected virtual ValueTask OnEventReceivedAsync(ActivityExecutionContext context, TResult? input)
    {
        OnEventReceived(context, input);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnEventReceived(ActivityExecutionContext context, TResult? input)
    {
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        context.GetEventStimulus(GetEventName(context.ExpressionExecutionContext));

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.WaitForEvent(GetEventName(context.ExpressionExecutionContext), EventReceivedAsync);
        return ValueTask.CompletedTask;
    }

    protected async ValueTask EventReceivedAsync(ActivityExecutionContext context)
    {
        var input = context.GetEventInput().ConvertTo<TResult>();
        context.Set(Result, input);
        await OnEventReceivedAsync(context, input);
        await context.CompleteActivityAsync();
    }
}
