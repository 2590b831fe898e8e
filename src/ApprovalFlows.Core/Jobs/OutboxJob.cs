using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Jobs;

public sealed record OutboxReport(int Considered, int Done, int Failed);

/// <summary>Does what bursts have left in the outbox. Safe to run twice and on every node.</summary>
public sealed class OutboxJob(
    IServiceScopeFactory scopes, UnitOfWork work, TimeProvider time, ILogger<OutboxJob> log)
{
    public const string Name = "outbox";

    public async Task<OutboxReport> RunAsync(CancellationToken cancellation = default)
    {
        int considered = 0, done = 0;
        while (considered < OutboxLimits.MaxPerRun)
        {
            var ids = await ClaimAsync(cancellation);
            if (ids.Count == 0) break;
            considered += ids.Count;
            foreach (var id in ids)
            {
                if (await TryDeliverAsync(id, cancellation)) done++;
            }
        }

        return new OutboxReport(considered, done, considered - done);
    }

    private async Task<List<string>> ClaimAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = time.GetUtcNow();
        var until = now + OutboxLimits.Lease;
        var ready = await db.Outbox
            .Where(row => row.Status == OutboxStatus.Waiting
                && (row.NextAttemptAt <= now
                    || (row.KeptAt != null && db.WorkflowBookmarks.Any(bookmark =>
                        bookmark.Hash == row.Hash && bookmark.CreatedAt >= row.KeptAt))))
            .OrderBy(row => row.NextAttemptAt)
            .Select(row => new { row.Id, row.Revision })
            .Take(OutboxLimits.BatchSize)
            .ToListAsync(cancellation);
        var claimed = new List<string>();
        foreach (var found in ready)
        {
            // Asked again by the database, so that of two nodes one gets the message.
            var won = await db.Outbox
                .Where(row => row.Id == found.Id && row.Revision == found.Revision)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.NextAttemptAt, until)
                        .SetProperty(row => row.KeptAt, row => row.KeptAt == null ? null : now)
                        .SetProperty(row => row.Revision, row => row.Revision + 1),
                    cancellation);
            if (won == 1) claimed.Add(found.Id);
        }

        return claimed;
    }

    private async Task<bool> TryDeliverAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await work.RunAsync<OutboxService, bool>(
                null, service => service.DeliverAsync(id, cancellation), cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Outbox message {Message} failed", id);
            await work.RunAsync<OutboxService>(
                null, service => service.NoteFailureAsync(id, failure.Message, cancellation), cancellation);
            return false;
        }
    }
}
