using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <summary>A task that somebody moves, with its round and its case.</summary>
public sealed record TaskOnDesk(ReviewTask Task, ReviewRound Round, Case File);

/// <summary>Fetches a task for somebody who wants to move it, and refuses those who may not.</summary>
public sealed class MovementDesk(
    AppDbContext db, RoundService rounds, Eligibility eligibility, CurrentActor current)
{
    public const int MaxReasonLength = 1000;

    /// <summary>The task as its person saw it, with a reason for what is to happen.</summary>
    public async Task<TaskOnDesk> TakeAsync(
        Guid taskId, string? reason, int revision, CancellationToken cancellation = default)
    {
        var desk = await FindAsync(taskId, cancellation);
        desk.Task.MustBeReadyFor(current.Actor, revision);
        MustBeReason(reason);
        return desk;
    }

    /// <summary>The task in whatever state it is.</summary>
    public async Task<TaskOnDesk> FindAsync(Guid taskId, CancellationToken cancellation = default)
    {
        if (current.Actor.Posts.Count == 0) throw RuleViolation.Forbidden("OnlyReviewersDecide");
        var task = await db.ReviewTasks.FindAsync([taskId], cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        var file = await db.Cases.WithClock().SingleAsync(row => row.Id == task.CaseId, cancellation);
        current.Actor = await eligibility.ActAsync(task, current.Actor, cancellation);
        return new TaskOnDesk(task, await rounds.OfAsync(task, cancellation), file);
    }

    public static void MustBeReason(string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        if (reason.Length > MaxReasonLength)
            throw RuleViolation.Invalid("reason", "OpinionTooLong", MaxReasonLength);
    }
}
