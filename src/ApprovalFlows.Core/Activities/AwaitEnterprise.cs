using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Core.Activities;

/// <summary>Waits for what a firm hands in, or until its time has passed.</summary>
public abstract class AwaitEnterprise : Activity
{
    internal const string Bookmark = "AwaitEnterprise";

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var awaited = await FindAsync(context);
        if (awaited.Outcome is { } outcome)
        {
            await context.CompleteActivityWithOutcomesAsync(outcome);
            return;
        }

        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = Bookmark,
            Stimulus = new EnterpriseStimulus(context.Id),
            Callback = OnAnsweredAsync,
        });
        context.DelayUntil(awaited.Until!.Value, OnSilenceAsync);
    }

    private async ValueTask OnAnsweredAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(context.GetWorkflowInput<string>("Outcome"));

    private async ValueTask OnSilenceAsync(ActivityExecutionContext context)
    {
        // The day may have moved with the calendar since the timer was set.
        if ((await FindAsync(context)).Until is { } later
            && later > context.GetRequiredService<TimeProvider>().GetUtcNow())
        {
            context.DelayUntil(later, OnSilenceAsync);
            return;
        }

        await context.GetRequiredService<ProceedingService>()
            .NoteSilenceAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(EnterpriseAnswers.Silence);
    }

    private static Task<AwaitedAnswer> FindAsync(ActivityExecutionContext context) =>
        context.GetRequiredService<ProceedingService>()
            .AwaitAsync(context.WorkflowExecutionContext.Id, context.CancellationToken);
}

/// <summary>What a firm is waited for with.</summary>
public sealed record EnterpriseStimulus(string StepInstanceId);

/// <summary>Waits for proof that an order was followed.</summary>
[Activity("ApprovalFlows", "Approval", "Waits until the enterprise hands in proof, asks for more time or is late.",
    DisplayName = "Await rectification")]
[FlowNode(EnterpriseAnswers.Proof, EnterpriseAnswers.Extension, EnterpriseAnswers.Silence)]
public sealed class AwaitRectification : AwaitEnterprise;

/// <summary>Waits for the defence of an enterprise; silence waives it.</summary>
[Activity("ApprovalFlows", "Approval", "Waits until the enterprise asks for a hearing, defends itself or is late.",
    DisplayName = "Await defence")]
[FlowNode(EnterpriseAnswers.Hearing, EnterpriseAnswers.Defence, EnterpriseAnswers.Silence)]
public sealed class AwaitDefence : AwaitEnterprise;
