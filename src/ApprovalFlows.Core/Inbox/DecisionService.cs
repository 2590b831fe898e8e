using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Inbox;

public sealed record DecisionRequest(
    string Outcome, string? Opinion, int Revision, IReadOnlyList<CorrectionItem> Items);

/// <summary>Claims review tasks and takes decisions on them.</summary>
public sealed class DecisionService(
    AppDbContext db,
    IWorkflowStore store,
    WorkflowRuntime runtime,
    CurrentActor current,
    DecisionInProgress inProgress,
    Eligibility eligibility,
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
        var recorded = file.AuditCount;
        var now = time.GetUtcNow();
        var outcome = task.Decide(
            current.Actor, request.Outcome, request.Opinion, request.Revision, now);
        await MustNotBeSettledBySilenceAsync(task, now, cancellation);
        inProgress.Task = task;
        inProgress.Items = request.Items;
        await ResumeAsync(task, outcome, cancellation);
        // What the system noted of the next step is no record of this decision.
        if (!file.Audit.Exists(entry => entry.Sequence > recorded && entry.ActorId == current.Actor.UserId))
            file.Record(current.Actor, "reviewed", task.Opinion, "行政许可法 §34", now);
        return file;
    }

    private async Task ResumeAsync(ReviewTask task, string outcome, CancellationToken cancellation)
    {
        try
        {
            await runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = task.InstanceId,
                    BookmarkId = task.BookmarkId,
                    Input = new Dictionary<string, object?> { ["Outcome"] = outcome },
                },
                cancellation);
        }
        catch (NotWaitingException gone)
        {
            // The task was read before, the flow after somebody else's commit; fresh data tells why.
            throw new WorkflowConflictException("The case moved on between two reads.", gone);
        }
    }

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
