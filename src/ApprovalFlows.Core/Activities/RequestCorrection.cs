using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Activities;

/// <summary>Asks the applicant to make up what is missing and waits until that has happened.</summary>
[Activity("ApprovalFlows", "Approval", "Asks the applicant to make up what is missing and waits for it.",
    DisplayName = "Request correction")]
public sealed class RequestCorrection : Activity
{
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var corrections = context.GetRequiredService<CorrectionService>();
        var bookmark = context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = nameof(RequestCorrection),
            Stimulus = new CorrectionStimulus(context.Id),
            Callback = OnResubmittedAsync,
        });
        await corrections.RequestAsync(
            context.WorkflowExecutionContext.Id, bookmark.Id, context.CancellationToken);
    }

    private async ValueTask OnResubmittedAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityAsync();
}

/// <summary>What a correction waits for.</summary>
public sealed record CorrectionStimulus(string StepInstanceId);
