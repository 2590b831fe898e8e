using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>Starts at the instants of a cron expression, or waits for the next of them.</summary>
[Activity("Elsa", "Scheduling", "Starts at the instants of a cron expression.")]
public sealed class Cron : EventGenerator
{
    [Input(Description = "Six fields: second, minute, hour, day, month, day of week; UTC.")]
    public Input<string> CronExpression { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var text = context.Get(CronExpression) ?? "";
        var clock = (TimeProvider)context.ExpressionExecutionContext.ServiceProvider
            .GetService(typeof(TimeProvider))!;
        context.DueAt = CronSchedule.Parse(text).Next(clock.GetUtcNow());
        return new CronTriggerStimulus(text);
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
            return context.CompleteActivityAsync();
        var text = context.Get(CronExpression) ?? "";
        var executeAt = CronSchedule.Parse(text).Next(context.WorkflowExecutionContext.Now)
            ?? throw new FormatException($"The cron expression '{text}' never comes.");
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new CronStimulus(executeAt, text),
            DueAt = executeAt,
        });
        return ValueTask.CompletedTask;
    }
}

/// <summary>What a wait for a cron instant is told apart by.</summary>
public sealed record CronStimulus(DateTimeOffset ExecuteAt, string CronExpression);

/// <summary>What a recurring start is told apart by.</summary>
public sealed record CronTriggerStimulus(string CronExpression);
