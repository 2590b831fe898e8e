using System.Linq.Expressions;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Outbox;

/// <summary>A message that may be delivered now, as it was when it was found.</summary>
public sealed record ReadyMessage(string Id, string Kind, int Revision);

/// <summary>Finds what is ready, and gives each message to one node only.</summary>
public sealed class OutboxQueue(IServiceScopeFactory scopes, WriteGate gate, TimeProvider time)
{
    public async Task<ReadyMessage[]> FindAsync(
        Expression<Func<OutboxRow, bool>> which, CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = time.GetUtcNow();
        var ready = await db.Outbox
            .Where(which)
            .Where(row => row.Status == OutboxStatus.Waiting
                && (row.NextAttemptAt <= now
                    || (row.KeptAt != null && db.WorkflowBookmarks.Any(bookmark =>
                        bookmark.Hash == row.Hash && bookmark.CreatedAt >= row.KeptAt))))
            .OrderBy(row => row.NextAttemptAt)
            .Select(row => new ReadyMessage(row.Id, row.Kind, row.Revision))
            .Take(OutboxLimits.BatchSize)
            .ToArrayAsync(cancellation);

        // Nodes read the same messages at the same time; in another order they seldom meet.
        Random.Shared.Shuffle(ready);
        return ready;
    }

    /// <summary>Asked by the database, so that of two nodes one gets the message.</summary>
    /// <param name="found">The message.</param>
    /// <param name="longest">How long its delivery may take.</param>
    /// <param name="cancellation">Ends the wait for the database.</param>
    public async Task<bool> ClaimAsync(
        ReadyMessage found, TimeSpan longest, CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var turn = await gate.EnterAsync(cancellation);
        var now = time.GetUtcNow();
        var until = now + longest + OutboxLimits.Lease;
        return await db.Outbox
            .Where(row => row.Id == found.Id && row.Revision == found.Revision)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextAttemptAt, until)
                    .SetProperty(row => row.KeptAt, row => row.KeptAt == null ? null : now)
                    .SetProperty(row => row.Revision, row => row.Revision + 1),
                cancellation) == 1;
    }
}
