using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Inbox;

public sealed record DecisionRequest(
    string Outcome, string? Opinion, int Revision, IReadOnlyList<CorrectionItem> Items)
{
    /// <summary>Of a step that scores: the points of its office.</summary>
    public IReadOnlyList<ScoreLine> Sheet { get; init; } = [];
}

/// <summary>Claims review tasks and takes decisions on them.</summary>
public sealed class DecisionService(
    AppDbContext db,
    IWorkflowStore store,
    RoundService rounds,
    RoundConclusion conclusion,
    CurrentActor current,
    DecisionInProgress inProgress,
    Eligibility eligibility,
    ScoringService scoring,
    ResultService results,
    TimeProvider time)
{
    public const int MaxOpinionLength = 4000;
    public const int MaxItems = 50;

    public async Task<ReviewTask> ClaimAsync(Guid taskId, CancellationToken cancellation = default)
    {
        var task = await FindAsync(taskId, cancellation);
        task.Claim(await eligibility.ActAsync(task, current.Actor, cancellation));
        return task;
    }

    public async Task<ReviewTask> ReleaseAsync(Guid taskId, CancellationToken cancellation = default)
    {
        var task = await FindAsync(taskId, cancellation);
        task.Release(await eligibility.ActAsync(task, current.Actor, cancellation));
        return task;
    }

    /// <summary>Takes the decision and lets the flow go on; all of it is one commit.</summary>
    public async Task<Case> DecideAsync(
        Guid taskId, DecisionRequest request, CancellationToken cancellation = default)
    {
        var task = await FindAsync(taskId, cancellation);
        var file = await db.Cases
            .WithClock()
            .SingleAsync(row => row.Id == task.CaseId, cancellation);
        // From here on every record of this unit of work names the holder a deputy acts for.
        current.Actor = await eligibility.ActAsync(task, current.Actor, cancellation);
        Check(request);
        var now = time.GetUtcNow();
        var outcome = task.Decide(
            current.Actor, request.Outcome, request.Opinion, request.Revision, now);
        await MustNotBeSettledBySilenceAsync(task, now, cancellation);
        await scoring.KeepAsync(file, task, outcome, request.Sheet, cancellation);
        inProgress.Items = request.Items;
        var round = await rounds.OfAsync(task, cancellation);
        if (await CountAsync(task, round, outcome, cancellation) is not { } deciding)
        {
            file.Record(current.Actor, ActionOf(task, round), task.Opinion, "行政许可法 §34", now);
            // The flow waits where it waits: nothing but this works out again what rests on the new sheet.
            if (request.Sheet.Count > 0 && round is { DetourOf: not null, IsOver: true })
                await results.GradeAsync(task.InstanceId, cancellation);
            return file;
        }

        await conclusion.ConcludeAsync(file, round, deciding, task.Opinion, cancellation);
        return file;
    }

    /// <returns>The task whose outcome lets the flow go on; null when it does not go on yet.</returns>
    private async Task<ReviewTask?> CountAsync(
        ReviewTask task, ReviewRound round, string outcome, CancellationToken cancellation)
    {
        if (task.IsAdvice)
        {
            await rounds.AnswerAsync(round, task, cancellation);
            return null;
        }

        if (round is { Mode: SigningMode.One, DetourOf: null, Seats.Count: 1 })
        {
            round.Decide(outcome, task.FinishedAt!.Value);
            return task;
        }

        var tasks = await rounds.TasksAsync(round, cancellation);
        if (tasks.Exists(other => other != task && other.Pass == round.Pass && !other.IsAdvice
            && other.Status == ReviewTaskStatus.Decided && other.DecidedById == current.Actor.UserId))
            throw new RuleViolation("SignedAlready");
        var deciding = await rounds.SettleAsync(round, cancellation);
        if (deciding is null || round.DetourOf is null) return deciding;
        await rounds.ComeBackAsync(round, cancellation);
        return null;
    }

    private static string ActionOf(ReviewTask task, ReviewRound round) =>
        task.IsAdvice ? "opinionGiven" : round is { DetourOf: not null, IsOver: true } ? "cameBack" : "voted";

    private async Task<ReviewTask> FindAsync(Guid taskId, CancellationToken cancellation)
    {
        if (current.Actor.Posts.Count == 0) throw RuleViolation.Forbidden("OnlyReviewersDecide");
        return await db.ReviewTasks.FindAsync([taskId], cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
    }

    // 行政许可法 §32(4): what silence settled stands, even while the job that records it is late.
    private async Task MustNotBeSettledBySilenceAsync(
        ReviewTask task, DateTimeOffset now, CancellationToken cancellation)
    {
        if (task.DueAt is null || task.DueAt >= now) return;
        var waiting = await store.FindBookmarksAsync(
            new BookmarkFilter { InstanceId = task.InstanceId }, cancellation);
        var step = waiting.FirstOrDefault(bookmark => bookmark.Id == task.BookmarkId)?.ActivityInstanceId;
        if (waiting.Any(bookmark => bookmark.ActivityInstanceId == step && bookmark.DueAt <= now))
            throw new RuleViolation("SettledBySilence");
    }

    private static void Check(DecisionRequest request)
    {
        if (request.Opinion?.Length > MaxOpinionLength)
            throw RuleViolation.Invalid("opinion", "OpinionTooLong", MaxOpinionLength);
        if (request.Items.Count > MaxItems)
            throw RuleViolation.Invalid("items", "TooManyItems", MaxItems);
        if (request.Items.Any(item => string.IsNullOrWhiteSpace(item.Reason)))
            throw RuleViolation.Invalid("items", "ItemReasonRequired");
    }
}

/// <summary>The decision of this unit of work, for the activities that follow it in the same burst.</summary>
public sealed class DecisionInProgress
{
    public ReviewTask? Task { get; set; }
    public IReadOnlyList<CorrectionItem> Items { get; set; } = [];
}
