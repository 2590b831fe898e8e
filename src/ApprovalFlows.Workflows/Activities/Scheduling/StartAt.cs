using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>Waits until an instant, or starts then.</summary>
[Activity("Elsa", "Scheduling", "Waits until an instant, or starts then.", DisplayName = "Start at")]
public sealed class StartAt : Trigger
{
    [Input(Description = "The instant.")]
    public Input<DateTimeOffset> DateTime { get; set; } = null!;

    protected override object GetTriggerPayload(TriggerIndexingContext context)
    {
        var executeAt = context.Get(DateTime);
        context.DueAt = executeAt;
        return new StartAtStimulus(executeAt);
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var executeAt = context.Get(DateTime);
        if (context.IsTriggerOfWorkflow() || executeAt <= context.WorkflowExecutionContext.Now)
            return context.CompleteActivityAsync();
        context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new StartAtStimulus(executeAt),
            DueAt = executeAt,
        });
        return ValueTask.CompletedTask;
    }
}

/// <summary>What a start at an instant is told apart by.</summary>
public sealed record StartAtStimulus(DateTimeOffset ExecuteAt);
