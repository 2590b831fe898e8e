using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

/// <summary>How many people had their digest, with how many lines, and how many of them by mail.</summary>
public sealed record DigestReport(int People, int Lines, int Mails) : IJobReport
{
    bool IJobReport.IsIdle => People == 0;
}

/// <summary>Sends the digests of the day. Safe to run twice and on every node: person and day are unique.</summary>
public sealed class DigestJob(
    IServiceScopeFactory scopes, UnitOfWork work, ReminderJob reminders, Draining draining)
{
    public const string Name = "digest";
    public const int BatchSize = 100;
    public const int MaxPeoplePerRun = 10_000;

    public async Task<DigestReport> RunAsync(CancellationToken cancellation = default)
    {
        if (!await IsTimeAsync(cancellation)) return new DigestReport(0, 0, 0);
        // After a stop the digest would else go out without what the night brought, and wait a day for it.
        await reminders.RecordReachedAsync(cancellation);
        var (people, lines, mails, looked, last) = (0, 0, 0, 0, Guid.Empty);
        while (looked < MaxPeoplePerRun)
        {
            var batch = await NextAsync(last, cancellation);
            if (batch.Count == 0) break;
            foreach (var user in batch)
            {
                using var turn = draining.TryEnter();
                if (turn is null) return new DigestReport(people, lines, mails);
                var digest = await work.RunAsync<DigestService, Digest?>(
                    null, service => service.SendAsync(user, cancellation), cancellation);
                if (digest is null) continue;
                (people, lines, mails) = (people + 1, lines + digest.Lines, mails + (digest.ByMail ? 1 : 0));
            }

            looked += batch.Count;
            last = batch[^1];
        }

        return new DigestReport(people, lines, mails);
    }

    private async Task<bool> IsTimeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<DigestService>().IsTimeSomewhere;
    }

    private async Task<List<Guid>> NextAsync(Guid after, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DigestService>()
            .NextAsync(after, BatchSize, cancellation);
    }
}
