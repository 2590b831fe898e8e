using System.Runtime.CompilerServices;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Extensions;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>Base of triggers that start after every interval, or wait for one.</summary>
public abstract class TimerBase(
    [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null) : EventGenerator(source, line)
{
    protected abstract TimeSpan GetInterval(ExpressionExecutionContext context);

    protected virtual ValueTask OnTimerElapsedAsync(ActivityExecutionContext context)
    {
        OnTimerElapsed(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnTimerElapsed(ActivityExecutionContext context)
    {
    }

    protected override object GetTriggerPayload(TriggerIndexingContext context) =>
        context.GetTimerTriggerStimulus(GetInterval(context.ExpressionExecutionContext));

    protected override void Execute(ActivityExecutionContext context) =>
        context.RepeatWithInterval(GetInterval(context.ExpressionExecutionContext), TimerElapsedAsync);

    private async ValueTask TimerElapsedAsync(ActivityExecutionContext context)
    {
        await OnTimerElapsedAsync(context);
        await context.CompleteActivityAsync();
    }
}
