using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// Sends the mails of the outbox, one after the other, a batch over one connection. Apart from the other
/// messages, so that a server that stalls holds up no flow. Safe to run twice and on every node.
/// </summary>
public sealed class MailJob(
    IServiceScopeFactory scopes,
    UnitOfWork work,
    OutboxQueue queue,
    Draining draining,
    IOptions<ApprovalFlowsOptions> options,
    ILogger<MailJob> log)
{
    public const string Name = "mail";

    /// <summary>
    /// After so many mails in a row of which the server was the cause, the run ends. The others wait untried:
    /// an outage uses up the tries of few mails only.
    /// </summary>
    public const int MaxServerFailures = 2;

    public async Task<OutboxReport> RunAsync(CancellationToken cancellation = default)
    {
        var tally = new Tally();
        while (tally.GoesOn && !draining.HasBegun)
        {
            var ready = await queue.FindAsync(row => row.Kind == OutboxWork.MailKind, cancellation);
            if (ready.Length == 0) break;
            await SendBatchAsync(ready, tally, cancellation);
        }

        return new OutboxReport(tally.Considered, tally.Done, tally.Considered - tally.Done);
    }

    private async Task SendBatchAsync(ReadyMessage[] ready, Tally tally, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<IMailSender>();
        var longest = TimeSpan.FromSeconds(options.Value.Mail.TimeoutSeconds);
        foreach (var found in ready)
        {
            using var turn = draining.TryEnter();
            if (turn is null || !tally.GoesOn) return;
            // Claimed when its turn comes: the claim need not last as long as the whole batch.
            if (!await queue.ClaimAsync(found, longest, cancellation)) continue;
            tally.Count(await SendAsync(found.Id, sender, cancellation));
        }
    }

    private async Task<Outcome> SendAsync(string id, IMailSender sender, CancellationToken cancellation)
    {
        var sent = new Once<IReadOnlyList<MailRefusal>>();
        try
        {
            var isDone = await work.RunAsync<MailDelivery, bool>(
                null, delivery => delivery.DeliverAsync(id, sender, sent, cancellation), cancellation);
            return isDone ? Outcome.Done : Outcome.NotDone;
        }
        catch (MailServerException failure)
        {
            log.LogWarning("Mail {Message} was not taken by the server: {Reason}", id, failure.Message);
            await work.RunAsync<MailDelivery>(
                null, delivery => delivery.NoteServerFailureAsync(id, failure.Message, cancellation), cancellation);
            return Outcome.ServerFailed;
        }
        catch (Exception failure) when (
            failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning(failure, "Mail {Message} failed", id);
            await work.RunAsync<OutboxService>(
                null,
                service => service.NoteFailureAsync(id, failure.Message, RetrySchedule.Usual, cancellation),
                cancellation);
            return Outcome.NotDone;
        }
    }

    private enum Outcome
    {
        Done,
        NotDone,
        ServerFailed,
    }

    private sealed class Tally
    {
        private int serverFailures;

        public int Considered { get; private set; }
        public int Done { get; private set; }
        public bool GoesOn => Considered < OutboxLimits.MaxPerRun && serverFailures < MaxServerFailures;

        public void Count(Outcome outcome)
        {
            Considered++;
            if (outcome == Outcome.Done) Done++;
            serverFailures = outcome == Outcome.ServerFailed ? serverFailures + 1 : 0;
        }
    }
}
