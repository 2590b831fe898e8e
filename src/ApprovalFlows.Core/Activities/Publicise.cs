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

    [Output(Description = "Whether it is an objection of the public, which has to be examined first.")]
    public Output<bool>? IsPublic { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.GetRequiredService<ResultService>().PublishAsync(
            context.WorkflowExecutionContext.Id, WorkingDays.Get(context), context.CancellationToken);
        if (await LayNextAsync(context)) return;
        // No timer: the end is derived from the calendar each time it is asked for, so that a holiday moves it.
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = nameof(Publicise),
            Stimulus = new PublicityStimulus(context.Id),
            Callback = OnEndedAsync,
        });
    }

    // Woken by an objection or by the end of the time; which of them it is, the objections say.
    private async ValueTask OnEndedAsync(ActivityExecutionContext context)
    {
        if (!await LayNextAsync(context)) await context.CompleteActivityWithOutcomesAsync(Quiet);
    }

    // Several may be open at once; an office gets one after the other, and nothing is final before the last.
    private async ValueTask<bool> LayNextAsync(ActivityExecutionContext context)
    {
        var laid = await context.GetRequiredService<ObjectionCourse>().LayNextAsync(
            context.WorkflowExecutionContext.Id, context.CancellationToken);
        if (laid is null) return false;
        context.Set(IsPublic, laid.IsPublic);
        await context.CompleteActivityWithOutcomesAsync(Objection);
        return true;
    }
}

/// <summary>What a publicity waits for.</summary>
public sealed record PublicityStimulus(string StepInstanceId);
