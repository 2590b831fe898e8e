using ApprovalFlows.Core.Operations;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.TextMessages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Jobs;

public sealed record OutboxReport(int Considered, int Done, int Failed) : IJobReport
{
    bool IJobReport.IsIdle => Considered == 0;

    public static OutboxReport operator +(OutboxReport one, OutboxReport other) => new(
        one.Considered + other.Considered, one.Done + other.Done, one.Failed + other.Failed);
}

/// <summary>
/// Does what bursts have left in the outbox, except mails, which have a job of their own. Safe to run twice and
/// on every node.
/// </summary>
public sealed class OutboxJob(
    UnitOfWork work,
    OutboxQueue queue,
    Draining draining,
    IOptions<ApprovalFlowsOptions> options,
    ILogger<OutboxJob> log)
{
    public const string Name = "outbox";

    public async Task<OutboxReport> RunAsync(CancellationToken cancellation = default)
    {
        var longest = TimeSpan.FromSeconds(options.Value.OutgoingHttp.TimeoutSeconds);
        int considered = 0, done = 0;
        while (considered < OutboxLimits.MaxPerRun && !draining.HasBegun)
        {
            var ready = await queue.FindAsync(row => row.Kind != OutboxWork.MailKind, cancellation);
            if (ready.Length == 0) break;
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = OutboxLimits.MaxAtOnce,
                CancellationToken = cancellation,
            };
            await Parallel.ForEachAsync(ready, parallel, async (found, stop) =>
            {
                // Claimed one by one: a node that ends keeps the others waiting for what it was doing only.
                using var turn = draining.TryEnter();
                if (turn is null || !await queue.ClaimAsync(found, longest, stop)) return;
                Interlocked.Increment(ref considered);
                if (await TryDeliverAsync(found, stop)) Interlocked.Increment(ref done);
            });
        }

        return new OutboxReport(considered, done, considered - done);
    }

    private async Task<bool> TryDeliverAsync(ReadyMessage found, CancellationToken cancellation)
    {
        var sent = new Once<OutboxAnswer?>();
        try
        {
            var isDone = await work.RunAsync<OutboxService, bool>(
                null, service => service.DeliverAsync(found.Id, sent, cancellation), cancellation);
            Telemetry.NoteDelivery(isDone ? "delivered" : "kept");
            return isDone;
        }
        catch (Exception failure) when (
            failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // What the other side says may name whom it was for; it stands with the message, not in the log.
            log.LogWarning("Outbox message {Message} failed: {Failure}", found.Id, failure.GetType().Name);
            var isDead = await work.RunAsync<OutboxService, bool>(
                null,
                service => service.NoteFailureAsync(found.Id, failure.Message, ScheduleOf(found), cancellation),
                cancellation);
            Telemetry.NoteDelivery(isDead ? "dead" : "failed");
            return false;
        }
    }

    // What is for people may wait for a gateway as long as for a mail server.
    private RetrySchedule ScheduleOf(ReadyMessage found) =>
        found.Kind == TextMessageChannel.KindName ? options.Value.Mail.Schedule : RetrySchedule.Usual;
}
