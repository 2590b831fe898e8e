using ApprovalFlows.Core.Operations;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Watchers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// Lets the watchers look and tells what they found. Safe to run twice, late and on every node: what was
/// written down has a row, and of two nodes one has the job.
/// </summary>
public sealed class WatcherJob(
    IServiceScopeFactory scopes, UnitOfWork work, Draining draining, TimeProvider time, ILogger<WatcherJob> log)
{
    private const int PageSize = 1000;

    /// <summary>What the schedule starts by itself needs no catching up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>How soon a run notices that it was paused, or that another has its job.</summary>
    private static readonly TimeSpan KeepEvery = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Runs whatever was asked for or is overdue: after a stop, a failure, a pause, or where a clock was moved.
    /// </summary>
    public async Task RunDueAsync(CancellationToken cancellation = default)
    {
        foreach (var name in await DueAsync(cancellation))
        {
            try
            {
                await RunAsync(name, isForced: false, askedBy: null, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is noted, and tried again when the lease has run out; the others go on.
                log.LogError(failure, "Job {Job} failed", name);
            }
        }
    }

    /// <summary>Null when it was paused, not due or held by another run.</summary>
    public async Task<WatchTally?> RunAsync(
        string name, bool isForced = true, string? askedBy = null, CancellationToken cancellation = default)
    {
        var watch = WatcherList.Seed[name];
        var claim = await work.RunAsync<JobDesk, JobClaim?>(
            null, desk => desk.ClaimAsync(JobPlan.Of(name), isForced, askedBy, cancellation), cancellation);
        if (claim is null) return null;
        var tally = new WatchTally();
        using var measured = Telemetry.BeginJob(name);
        try
        {
            var looked = await LookAsync(watch, claim, cancellation);
            tally += looked.Tally;
            var told = looked.IsComplete ? await TellAsync(claim, cancellation) : new Looked(tally, false);
            if (looked.IsComplete) tally += told.Tally;
            measured.Done(JobReportNumbers.Of(tally));
            await FinishAsync(claim, tally, looked.IsComplete && told.IsComplete, null);
            return tally;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await FinishAsync(claim, tally, isComplete: false, failure.Message);
            throw;
        }
        catch (OperationCanceledException)
        {
            await FinishAsync(claim, tally, isComplete: false, null);
            throw;
        }
    }

    private async Task<Looked> LookAsync(Watcher watch, JobClaim claim, CancellationToken cancellation)
    {
        var tally = new WatchTally();
        var (window, kept) = (new WatchWindow(claim.Since, claim.StartedAt), claim.StartedAt);
        foreach (var feed in await AskAsync(watch, look => Task.FromResult(look.Feeds(watch, window))))
        {
            var place = FeedPlace.Start;
            while (true)
            {
                using var turn = draining.TryEnter();
                if (turn is null) return new Looked(tally, false);
                if (time.GetUtcNow() - kept >= KeepEvery)
                {
                    if (!await KeepAsync(claim, cancellation)) return new Looked(tally, false);
                    kept = time.GetUtcNow();
                }

                var rows = await ReadAsync(feed, place, cancellation);
                if (rows.Count > 0) tally += await RecordAsync(watch, rows, claim.StartedAt, cancellation);
                if (rows.Count < PageSize) break;
                place = rows[^1].Place;
            }
        }

        return new Looked(tally, true);
    }

    private async Task<WatchTally> RecordAsync(
        Watcher watch, List<FeedRow> rows, DateTimeOffset now, CancellationToken cancellation)
    {
        var tally = new WatchTally();
        var (subjects, size) = await AskAsync(watch, look => Task.FromResult((
            rows.Select(look.SubjectOf).OfType<Guid>().Distinct().ToList(), look.BatchSize)));
        foreach (var batch in subjects.Chunk(size)) tally += await RecordBatchAsync(watch, batch, now, cancellation);
        return tally;
    }

    // A service of its own per batch: what EF remembers of one is gone before the next.
    private Task<WatchTally> RecordBatchAsync(
        Watcher watch, Guid[] subjects, DateTimeOffset now, CancellationToken cancellation) =>
        work.RunAsync<IServiceProvider, WatchTally>(
            null,
            services => ((IWatch)services.GetRequiredService(Watches.Of(watch)))
                .RecordAsync(watch, subjects, now, cancellation),
            cancellation);

    private async Task<Looked> TellAsync(JobClaim claim, CancellationToken cancellation)
    {
        var tally = new WatchTally();
        while (true)
        {
            var parties = await NextAsync(claim.Job, cancellation);
            if (parties.Count == 0) return new Looked(tally, true);
            foreach (var party in parties)
            {
                using var turn = draining.TryEnter();
                if (turn is null) return new Looked(tally, false);
                tally += await TellPartyAsync(claim.Job, party, cancellation);
            }

            if (!await KeepAsync(claim, cancellation)) return new Looked(tally, false);
        }
    }

    private async Task<WatchTally> TellPartyAsync(string watcher, string party, CancellationToken cancellation)
    {
        var sum = new WatchTally();
        while (true)
        {
            var told = await work.RunAsync<NoticeDelivery, WatchTally>(
                null, delivery => delivery.TellAsync(watcher, party, cancellation), cancellation);
            sum += told;
            if (told.Told + told.Nobody < NoticeDelivery.MaxRows) return sum;
        }
    }

    private Task<bool> KeepAsync(JobClaim claim, CancellationToken cancellation) =>
        work.RunAsync<JobDesk, bool>(null, desk => desk.KeepAsync(claim, cancellation), cancellation);

    // Also when the node is told to end: the next run begins without waiting for the lease.
    private Task FinishAsync(JobClaim claim, WatchTally tally, bool isComplete, string? failure) =>
        work.RunAsync<JobDesk>(null, desk => desk.FinishAsync(claim, tally, isComplete, failure));

    private async Task<List<string>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var states = await scope.ServiceProvider.GetRequiredService<AppDbContext>().JobStates.AsNoTracking()
            .ToDictionaryAsync(state => state.Name, cancellation);
        var now = time.GetUtcNow();
        return
        [
            .. from plan in JobPlan.All
               where plan.IsWatcher
               let state = states.GetValueOrDefault(plan.Name)
               where state is not { IsPaused: true } && state?.IsHeld(now) != true
                   && (state?.AskedAt is not null || plan.IsDue(state?.DoneThrough, now - Grace))
               select plan.Name,
        ];
    }

    private async Task<List<FeedRow>> ReadAsync(Feed feed, FeedPlace place, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await feed(scope.ServiceProvider.GetRequiredService<AppDbContext>(), place, PageSize, cancellation);
    }

    private async Task<List<string>> NextAsync(string watcher, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NoticeDelivery>()
            .NextAsync(watcher, 100, cancellation);
    }

    private async Task<T> AskAsync<T>(Watcher watch, Func<IWatch, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask((IWatch)scope.ServiceProvider.GetRequiredService(Watches.Of(watch)));
    }

    private sealed record Looked(WatchTally Tally, bool IsComplete);
}
