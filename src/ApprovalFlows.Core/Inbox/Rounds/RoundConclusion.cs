using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>Lets the flow go on with what a round came to, and records it.</summary>
public sealed class RoundConclusion(
    WorkflowRuntime runtime,
    CurrentActor current,
    DecisionInProgress inProgress,
    TimeProvider time)
{
    /// <param name="file">The case.</param>
    /// <param name="round">The round, decided.</param>
    /// <param name="deciding">The task whose opinion stands for it.</param>
    /// <param name="opinion">What the person who ended it says.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task ConcludeAsync(
        Case file,
        ReviewRound round,
        ReviewTask deciding,
        string? opinion,
        CancellationToken cancellation = default)
    {
        var recorded = file.AuditCount;
        inProgress.Task = deciding;
        await runtime.ResumeWaitingAsync(
            new ResumeRequest
            {
                InstanceId = round.InstanceId,
                BookmarkId = round.BookmarkId,
                Input = new Dictionary<string, object?> { ["Outcome"] = round.Outcome },
            },
            cancellation);
        // What the system noted of the next step is no record of this decision.
        round.HadEffect = file.Audit.Exists(entry =>
            entry.Sequence > recorded && entry.ActorId == current.Actor.UserId);
        if (!round.HadEffect)
            file.Record(current.Actor, "reviewed", opinion, "行政许可法 §34", time.GetUtcNow());
    }
}
