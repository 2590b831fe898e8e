using ApprovalFlows.Core.Inbox;

namespace ApprovalFlows.Core.Activities;

/// <summary>Puts the case into the inbox of an office and waits for its decision.</summary>
[Activity("ApprovalFlows", "Approval", "Puts the case into the inbox of an office and waits for its decision.",
    DisplayName = "Review step")]
public sealed class ReviewStep : Activity
{
    [Input(DisplayName = "Title (zh)")]
    public Input<string> TitleZh { get; set; } = null!;

    [Input(DisplayName = "Title (vi)")]
    public Input<string> TitleVi { get; set; } = null!;

    [Input(DisplayName = "Title (en)")]
    public Input<string> TitleEn { get; set; } = null!;

    [Input(Description = "Code of the office that decides.")]
    public Input<string> Department { get; set; } = null!;

    [Input(Description = "Code of the post within the office.")]
    public Input<string> Post { get; set; } = null!;

    [Input(
        Description = "What may be decided; the first is the favourable outcome.",
        UIHint = InputUIHints.DynamicOutcomes)]
    public Input<ICollection<string>> Outcomes { get; set; } = null!;

    [Input(Description = "Other words taken for an outcome: { \"word\": \"outcome\" }.")]
    public Input<IDictionary<string, string>?> Synonyms { get; set; } = null!;

    [Input(DisplayName = "Time limit", Description = "Statutory time limit this step has to keep.")]
    public Input<string> TimeLimit { get; set; } = null!;

    [Input(
        DisplayName = "Working days",
        Description = "A shorter limit of the office's own, in working days from the start of the step.")]
    public Input<int?> WorkingDays { get; set; } = null!;

    [Input(
        DisplayName = "Deemed outcome",
        Description = "Outcome the law takes for given when the time limit passes in silence.")]
    public Input<string?> DeemedOutcome { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var tasks = context.GetRequiredService<ReviewTaskService>();
        var bookmark = context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = nameof(ReviewStep),
            Stimulus = new ReviewStimulus(context.Id),
            Callback = OnDecidedAsync,
        });
        var task = await tasks.OpenAsync(Request(context, bookmark.Id), context.CancellationToken);
        if (DeemedOutcome.GetOrDefault(context) is { Length: > 0 } && task.DueAt is { } due)
            context.DelayUntil(due.AddSeconds(1), OnSilenceAsync);
    }

    private ReviewTaskRequest Request(ActivityExecutionContext context, string bookmarkId) => new()
    {
        InstanceId = context.WorkflowExecutionContext.Id,
        BookmarkId = bookmarkId,
        StepId = context.Activity.Id,
        TitleZh = TitleZh.Get(context),
        TitleVi = TitleVi.GetOrDefault(context) ?? TitleZh.Get(context),
        TitleEn = TitleEn.GetOrDefault(context) ?? TitleZh.Get(context),
        Department = Department.Get(context),
        Post = Post.Get(context),
        Outcomes = [.. Outcomes.Get(context)],
        Synonyms = Synonyms.GetOrDefault(context) is { } words ? new(words) : [],
        TimeLimit = TimeLimit.Get(context),
        WorkingDays = WorkingDays.GetOrDefault(context),
    };

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(context.GetWorkflowInput<string>("Outcome"));

    private async ValueTask OnSilenceAsync(ActivityExecutionContext context)
    {
        var outcome = DeemedOutcome.Get(context)!;
        var tasks = context.GetRequiredService<ReviewTaskService>();
        await tasks.DeemAsync(
            context.WorkflowExecutionContext.Id, context.Activity.Id, outcome, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}

/// <summary>What a review step waits for.</summary>
public sealed record ReviewStimulus(string StepInstanceId);
