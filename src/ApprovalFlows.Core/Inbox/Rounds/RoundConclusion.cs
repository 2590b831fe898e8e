using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>Lets the flow go on with what a round came to, and records it.</summary>
public sealed class RoundConclusion(
    WorkflowRuntime runtime,
    RoundService rounds,
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
        await ResumeAsync(round, cancellation);
        // What the system noted of the next step is no record of this decision.
        round.HadEffect = file.Audit.Exists(entry =>
            entry.Sequence > recorded && entry.ActorId == current.Actor.UserId);
        if (!round.HadEffect)
            file.Record(current.Actor, "reviewed", opinion, "行政许可法 §34", time.GetUtcNow());
        await rounds.EndGoneAsync(
            round.InstanceId, CloseReason.BranchEnded, current.Actor.DisplayName, cancellation);
    }

    private async Task ResumeAsync(ReviewRound round, CancellationToken cancellation)
    {
        try
        {
            await runtime.ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = round.InstanceId,
                    BookmarkId = round.BookmarkId,
                    Input = new Dictionary<string, object?> { ["Outcome"] = round.Outcome },
                },
                cancellation);
        }
        catch (NotWaitingException gone)
        {
            // The task was read before, the flow after somebody else's commit; fresh data tells why.
            throw new WorkflowConflictException("The case moved on between two reads.", gone);
        }
    }
}
