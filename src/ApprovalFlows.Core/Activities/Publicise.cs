using ApprovalFlows.Core.Assessments;

namespace ApprovalFlows.Core.Activities;

/// <summary>Publishes a result and waits for an objection, or for the end of the time for one.</summary>
[Activity("ApprovalFlows", "Approval", "Publishes a result and waits for an objection or the end of the period.",
    DisplayName = "Publicise result")]
[FlowNode(Objection, Quiet)]
public sealed class Publicise : Activity
{
    public const string Objection = "objection";
    public const string Quiet = "quiet";

    [Input(
        DisplayName = "Working days",
        Description = "How long objections may be made, from the day of the first publication.",
        DefaultValue = 7)]
    public Input<int> WorkingDays { get; set; } = new(7);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<ResultService>().PublishAsync(
            context.WorkflowExecutionContext.Id, WorkingDays.Get(context), context.CancellationToken);
        // No timer: the end is derived from the calendar each time it is asked for, so that a holiday moves it.
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = nameof(Publicise),
            Stimulus = new PublicityStimulus(context.Id),
            Callback = OnEndedAsync,
        });
    }

    private async ValueTask OnEndedAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(context.GetWorkflowInput<string>("Outcome"));
}

/// <summary>What a publicity waits for.</summary>
public sealed record PublicityStimulus(string StepInstanceId);
