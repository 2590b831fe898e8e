using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>
/// Ends, in the commit of the burst, the rounds whose step no longer waits though nobody decided them: a timer, a
/// resubmission or another branch let the flow go on without them.
/// </summary>
public sealed class AbandonedRounds(AppDbContext db, StagedBursts staged, CurrentActor current, TimeProvider time)
{
    public async Task EndAsync(CancellationToken cancellation = default)
    {
        // Only flows about a case have rounds; they carry its number.
        var instances = staged.Instances
            .Where(row => row.Instance.CorrelationId is not null).Select(row => row.Instance.Id).ToList();
        if (instances.Count == 0 || !HasLeftSteps()) return;
        await db.ReviewRounds
            .Where(round => instances.Contains(round.InstanceId)
                && (round.Status == RoundStatus.Open || round.Status == RoundStatus.Away))
            .LoadAsync(cancellation);
        var left = db.ReviewRounds.Local
            .Where(round => !round.IsOver && instances.Contains(round.InstanceId) && IsLeft(round)).ToList();
        if (left.Count == 0) return;
        var ids = left.ConvertAll(round => (Guid?)round.Id);
        await db.ReviewTasks.Where(task => ids.Contains(task.RoundId)).LoadAsync(cancellation);
        var (now, by) = (time.GetUtcNow(), current.Actor == Actor.System ? null : current.Actor.DisplayName);
        foreach (var task in db.ReviewTasks.Local.Where(task => ids.Contains(task.RoundId)))
            task.Close(now, CloseReason.BranchEnded, by);
        foreach (var round in left) round.Close(now);
    }

    private bool HasLeftSteps() =>
        staged.RemovedBookmarkIds.Count > 0 || db.ReviewRounds.Local.Any(IsLeft);

    // Opened by this unit of work itself, a round has no bookmark but among the new ones.
    private bool IsLeft(ReviewRound round) =>
        staged.RemovedBookmarkIds.Contains(round.BookmarkId)
        || (db.Entry(round).State == EntityState.Added
            && staged.AddedBookmarks.All(bookmark => bookmark.Id != round.BookmarkId));
}
