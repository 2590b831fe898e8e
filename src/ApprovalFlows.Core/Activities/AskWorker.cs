using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Activities;

/// <summary>Asks the worker whom a case is about to confirm what was signed, and waits for the answer.</summary>
[Activity("ApprovalFlows", "Approval", "Asks the worker of the case to confirm what was signed, and waits for it.",
    DisplayName = "Ask worker")]
[FlowNode(WorkerAnswers.Confirm, WorkerAnswers.Refuse, WorkerAnswers.Nobody, WorkerAnswers.Silence)]
public sealed class AskWorker : Activity
{
    [Input(
        DisplayName = "Working days",
        Description = "How long the worker may take to answer; afterwards the window sees the signed original.",
        DefaultValue = 5)]
    public Input<int> WorkingDays { get; set; } = new(5);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var due = await context.GetRequiredService<WorkerAnswers>().AskAsync(
            context.WorkflowExecutionContext.Id, WorkingDays.Get(context), context.CancellationToken);
        if (due is not { } end)
        {
            await context.CompleteActivityWithOutcomesAsync(WorkerAnswers.Nobody);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = nameof(AskWorker),
            Stimulus = new WorkerStimulus(context.Id),
            Callback = OnAnsweredAsync,
        });
        context.DelayUntil(end.AddSeconds(1), OnSilenceAsync);
    }

    private async ValueTask OnAnsweredAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(context.GetWorkflowInput<string>("Outcome"));

    private async ValueTask OnSilenceAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<WorkerAnswers>().NoteSilenceAsync(
            context.WorkflowExecutionContext.Id, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(WorkerAnswers.Silence);
    }
}

/// <summary>What a worker is asked for.</summary>
public sealed record WorkerStimulus(string StepInstanceId);
