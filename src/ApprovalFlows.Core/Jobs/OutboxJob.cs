using ApprovalFlows.Core.Operations;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Jobs;

public sealed record OutboxReport(int Considered, int Done, int Failed) : IJobReport
{
    bool IJobReport.IsIdle => Considered == 0;
}

/// <summary>Does what bursts have left in the outbox. Safe to run twice and on every node.</summary>
public sealed class OutboxJob(
    IServiceScopeFactory scopes,
    UnitOfWork work,
    WriteGate gate,
    Draining draining,
    IOptions<ApprovalFlowsOptions> options,
    TimeProvider time,
    ILogger<OutboxJob> log)
{
    public const string Name = "outbox";

    public async Task<OutboxReport> RunAsync(CancellationToken cancellation = default)
    {
        int considered = 0, done = 0;
        while (considered < OutboxLimits.MaxPerRun && !draining.HasBegun)
        {
            var ids = await FindReadyAsync(cancellation);
            if (ids.Length == 0) break;
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = OutboxLimits.MaxAtOnce,
                CancellationToken = cancellation,
            };
            await Parallel.ForEachAsync(ids, parallel, async (found, stop) =>
            {
                // Claimed one by one: a node that ends keeps the others waiting for what it was doing only.
                using var turn = draining.TryEnter();
                if (turn is null || !await ClaimAsync(found, stop)) return;
                Interlocked.Increment(ref considered);
                if (await TryDeliverAsync(found.Id, stop)) Interlocked.Increment(ref done);
            });
        }

        return new OutboxReport(considered, done, considered - done);
    }

    private async Task<Found[]> FindReadyAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = time.GetUtcNow();
        var ready = await db.Outbox
            .Where(row => row.Status == OutboxStatus.Waiting
                && (row.NextAttemptAt <= now
                    || (row.KeptAt != null && db.WorkflowBookmarks.Any(bookmark =>
                        bookmark.Hash == row.Hash && bookmark.CreatedAt >= row.KeptAt))))
            .OrderBy(row => row.NextAttemptAt)
            .Select(row => new Found(row.Id, row.Revision))
            .Take(OutboxLimits.BatchSize)
            .ToArrayAsync(cancellation);

        // Nodes read the same messages at the same time; in another order they seldom meet.
        Random.Shared.Shuffle(ready);
        return ready;
    }

    // Asked by the database, so that of two nodes one gets the message.
    private async Task<bool> ClaimAsync(Found found, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        using var turn = await gate.EnterAsync(cancellation);
        var now = time.GetUtcNow();
        var until = now + TimeSpan.FromSeconds(options.Value.OutgoingHttp.TimeoutSeconds) + OutboxLimits.Lease;
        return await db.Outbox
            .Where(row => row.Id == found.Id && row.Revision == found.Revision)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.NextAttemptAt, until)
                    .SetProperty(row => row.KeptAt, row => row.KeptAt == null ? null : now)
                    .SetProperty(row => row.Revision, row => row.Revision + 1),
                cancellation) == 1;
    }

    private async Task<bool> TryDeliverAsync(string id, CancellationToken cancellation)
    {
        var sent = new SentMessage();
        try
        {
            var isDone = await work.RunAsync<OutboxService, bool>(
                null, service => service.DeliverAsync(id, sent, cancellation), cancellation);
            Telemetry.NoteDelivery(isDone ? "delivered" : "kept");
            return isDone;
        }
        catch (Exception failure) when (
            failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // What the other side says may name whom it was for; it stands with the message, not in the log.
            log.LogWarning("Outbox message {Message} failed: {Failure}", id, failure.GetType().Name);
            var isDead = await work.RunAsync<OutboxService, bool>(
                null, service => service.NoteFailureAsync(id, failure.Message, cancellation), cancellation);
            Telemetry.NoteDelivery(isDead ? "dead" : "failed");
            return false;
        }
    }

    private sealed record Found(string Id, int Revision);
}
