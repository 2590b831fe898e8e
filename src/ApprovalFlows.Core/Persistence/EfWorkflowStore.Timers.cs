using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

public sealed partial class EfWorkflowStore
{
    public async Task<IReadOnlyList<StoredBookmark>> ClaimDueBookmarksAsync(
        DateTimeOffset now,
        DateTimeOffset claimUntil,
        int limit,
        CancellationToken cancellation = default)
    {
        var due = await db.WorkflowBookmarks.AsNoTracking()
            .Where(row => row.DueAt <= now && (row.ClaimedUntil == null || row.ClaimedUntil <= now))
            .OrderBy(row => row.DueAt)
            .Take(limit)
            .ToListAsync(cancellation);
        var claimed = new List<StoredBookmark>();
        foreach (var bookmark in due)
        {
            // The condition is asked again by the database: of two nodes one raises a row, one none.
            var won = await db.WorkflowBookmarks
                .Where(row => row.Id == bookmark.Id
                    && (row.ClaimedUntil == null || row.ClaimedUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, claimUntil), cancellation);
            if (won == 1) claimed.Add(bookmark);
        }

        return claimed;
    }

    public async Task<IReadOnlyList<StoredTrigger>> ClaimDueTriggersAsync(
        DateTimeOffset now,
        DateTimeOffset claimUntil,
        int limit,
        CancellationToken cancellation = default)
    {
        var due = await db.WorkflowTriggers.AsNoTracking()
            .Where(row => row.DueAt <= now && (row.ClaimedUntil == null || row.ClaimedUntil <= now))
            .OrderBy(row => row.DueAt)
            .Take(limit)
            .ToListAsync(cancellation);
        var claimed = new List<StoredTrigger>();
        foreach (var trigger in due)
        {
            var won = await db.WorkflowTriggers
                .Where(row => row.Id == trigger.Id
                    && (row.ClaimedUntil == null || row.ClaimedUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ClaimedUntil, claimUntil), cancellation);
            if (won == 1) claimed.Add(trigger);
        }

        return claimed;
    }
}
