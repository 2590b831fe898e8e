using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Rounds;

namespace ApprovalFlows.Core.Activities;

/// <summary>Puts the case into the inbox of an office and waits for its decision.</summary>
[Activity("ApprovalFlows", "Approval", "Puts the case into the inbox of an office and waits for its decision.",
    DisplayName = "Review step")]
public sealed class ReviewStep : Activity
{
    private const string Approve = "approve";
    private const string Return = "return";
    private const string Refuse = "refuse";

    [Input(
        Description = "The office that decides.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(OfficeChoices))]
    public Input<string> Department { get; set; } = null!;

    [Input(
        Description = "The post within that office; whoever holds it decides.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(PostChoices))]
    public Input<string> Post { get; set; } = null!;

    [Input(
        Description = "What may be decided, each a way out of the step; the first is the favourable one.",
        UIHint = InputUIHints.DynamicOutcomes,
        DefaultValue = new[] { Approve, Return, Refuse })]
    public Input<ICollection<string>?> Outcomes { get; set; } = null!;

    [Input(
        DisplayName = "Working days",
        Description = "Deadline in working days from the start of the step; "
            + "a statutory time limit that ends earlier goes before it.")]
    public Input<int?> WorkingDays { get; set; } = null!;

    [Input(
        DisplayName = "Time limit",
        Description = "Statutory time limit this step has to keep. "
            + "Without it and without working days it is that of the decision.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(TimeLimitChoices))]
    public Input<string?> TimeLimit { get; set; } = null!;

    [Input(
        DisplayName = "Deemed outcome",
        Description = "Outcome the law takes for given when the time limit passes in silence; usually none.")]
    public Input<string?> DeemedOutcome { get; set; } = null!;

    [Input(
        DisplayName = "Signing mode",
        Description = "How many have to sign, and how their votes count. Blank means one person.",
        UIHint = InputUIHints.DropDown,
        Options = new[] { "one", "any", "all", "ratio", "weighted", "inOrder" })]
    public Input<string?> SigningMode { get; set; } = null!;

    [Input(Description = "Percent of the signers, or of their weights, that have to agree.")]
    public Input<int?> Ratio { get; set; } = null!;

    [Input(
        Description = "Who signs: [{ department, post, weight }]. Blank means the post of the step.",
        UIHint = InputUIHints.JsonEditor)]
    public Input<object?> Signers { get; set; } = null!;

    [Input(
        DisplayName = "Every holder",
        Description = "Everybody who holds a post signs in person, instead of one of them.")]
    public Input<bool?> EveryHolder { get; set; } = null!;

    [Input(
        DisplayName = "Title (Chinese)",
        Description = "What people read of this step; blank means the name of the step.")]
    public Input<string?> TitleZh { get; set; } = null!;

    [Input(DisplayName = "Title (Vietnamese)", Description = "Blank means the Chinese title.")]
    public Input<string?> TitleVi { get; set; } = null!;

    [Input(DisplayName = "Title (English)", Description = "Blank means the Chinese title.")]
    public Input<string?> TitleEn { get; set; } = null!;

    [Input(
        Description = "Other words taken for an outcome: { \"word\": \"outcome\" }.",
        UIHint = InputUIHints.JsonEditor)]
    public Input<IDictionary<string, string>?> Synonyms { get; set; } = null!;

    [Input(
        DisplayName = "Different person",
        Description = "Whoever decided another such step of the case may not decide this one. "
            + "Blank: yes where a statutory time limit for the decision applies.")]
    public Input<bool?> DifferentPerson { get; set; } = null!;

    [Input(
        DisplayName = "Skip same person",
        Description = "Counts as agreed when the person who agreed at the step just before holds this post too; "
            + "never at a statutory step.")]
    public Input<bool> SkipSame { get; set; } = new(false);

    [Input(
        DisplayName = "When nobody can decide",
        Description = "Who gets the step when nobody at the post can decide it on the day it opens.",
        UIHint = InputUIHints.DropDown,
        UIHandler = typeof(WhenNobodyChoices))]
    public Input<string?> WhenNobody { get; set; } = null!;

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
        if (SkipSame.GetOrDefault(context) && await context.GetRequiredService<RepeatedReviewer>()
            .CountAsync(task, context.CancellationToken) is { } counted)
        {
            await context.CompleteActivityWithOutcomesAsync(counted);
            return;
        }

        if (DeemedOutcome.GetOrDefault(context) is { Length: > 0 } && task.DueAt is { } due)
            context.DelayUntil(due.AddSeconds(1), OnSilenceAsync);
    }

    private ReviewTaskRequest Request(ActivityExecutionContext context, string bookmarkId)
    {
        var title = Text(context, TitleZh) ?? NameOf(context.Activity);
        var days = WorkingDays.GetOrDefault(context);
        // A step without any limit would never be late, and all of them lie within the time to decide.
        var limit = Text(context, TimeLimit) ?? (days is null ? TimeLimits.Decision : ReviewTask.NoTimeLimit);
        return new ReviewTaskRequest
        {
            InstanceId = context.WorkflowExecutionContext.Id,
            BookmarkId = bookmarkId,
            StepId = context.Activity.Id,
            TitleZh = title,
            TitleVi = Text(context, TitleVi) ?? title,
            TitleEn = Text(context, TitleEn) ?? title,
            Department = Department.Get(context),
            Post = Post.Get(context),
            Outcomes = Outcomes.GetOrDefault(context) is { Count: > 0 } outcomes
                ? [.. outcomes]
                : [Approve, Return, Refuse],
            Synonyms = Synonyms.GetOrDefault(context) is { } words ? new(words) : [],
            TimeLimit = limit,
            WorkingDays = days,
            Signing = Signing(context),
            IsTier = DifferentPerson.GetOrDefault(context) ?? ReviewTask.IsTierOf(limit),
            WhenNobody = Text(context, WhenNobody),
        };
    }

    private SigningRule Signing(ActivityExecutionContext context)
    {
        // The publish gate refuses a word that is no mode; a flow published before it signs as it did.
        var mode = SigningModes.ByName.GetValueOrDefault(Text(context, SigningMode) ?? "one");
        return mode == default
            ? SigningRule.OnePerson
            : new SigningRule
            {
                Mode = mode,
                Ratio = Ratio.GetOrDefault(context) ?? 100,
                Signers = SignerRules.TryRead(Signers.GetOrDefault(context)) ?? [],
                EveryHolder = EveryHolder.GetOrDefault(context) ?? false,
            };
    }

    // An input emptied in a designer is an empty text.
    private static string? Text(ActivityExecutionContext context, Input<string?> input) =>
        input.GetOrDefault(context) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string NameOf(IActivity activity) =>
        activity.Metadata.TryGetValue("displayText", out var text) && text?.ToString() is { Length: > 0 } shown
            ? shown
            : activity.Name ?? activity.Id;

    private async ValueTask OnDecidedAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(context.GetWorkflowInput<string>("Outcome"));

    private async ValueTask OnSilenceAsync(ActivityExecutionContext context)
    {
        var outcome = DeemedOutcome.Get(context)!;
        var tasks = context.GetRequiredService<ReviewTaskService>();
        // The date may have moved since the timer was set, or the clock may stand still.
        var waits = context.Bookmarks.First(bookmark => bookmark.Name == nameof(ReviewStep)).Id;
        if (await tasks.WaitsUntilAsync(context.WorkflowExecutionContext.Id, waits) is { } later)
        {
            context.DelayUntil(later, OnSilenceAsync);
            return;
        }

        await tasks.DeemAsync(
            context.WorkflowExecutionContext.Id, waits, outcome, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}

/// <summary>What a review step waits for.</summary>
public sealed record ReviewStimulus(string StepInstanceId);
