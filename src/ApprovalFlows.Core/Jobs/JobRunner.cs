using System.Collections.Concurrent;
using ApprovalFlows.Core.Operations;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Jobs;

/// <summary>
/// Lets a job run unless it is paused, and keeps what it did. The watchers have a claim of their own; all others
/// are safe on every node at once.
/// </summary>
public sealed class JobRunner(
    IServiceProvider services, IServiceScopeFactory scopes, UnitOfWork work, TimeProvider time,
    ILogger<JobRunner> log)
{
    /// <summary>What runs every second or two stands in the history minute by minute.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    private delegate Task<IJobReport> Run(IServiceProvider all, CancellationToken stop);

    private static readonly Dictionary<string, Run> Jobs = new()
    {
        [ReminderJob.Name] = async (all, stop) => await all.GetRequiredService<ReminderJob>().RunAsync(stop),
        [DigestJob.Name] = async (all, stop) => await all.GetRequiredService<DigestJob>().RunAsync(stop),
        [LetterJob.Name] = async (all, stop) => await all.GetRequiredService<LetterJob>().RunAsync(stop),
        [RetentionJob.Name] = async (all, stop) => await all.GetRequiredService<RetentionJob>().RunAsync(stop),
        [HandoverJob.Name] = async (all, stop) => await all.GetRequiredService<HandoverJob>().RunAsync(stop),
        [AssessmentCycleJob.Name] =
            async (all, stop) => await all.GetRequiredService<AssessmentCycleJob>().RunAsync(stop),
        [PublicityJob.Name] = async (all, stop) => await all.GetRequiredService<PublicityJob>().RunAsync(stop),
        [DueWorkJob.Name] = async (all, stop) => await all.GetRequiredService<DueWorkJob>().RunAsync(stop),
        [MailJob.Name] = async (all, stop) => await all.GetRequiredService<MailJob>().RunAsync(stop),
        [OutboxJob.Name] = async (all, stop) => await all.GetRequiredService<OutboxJob>().RunAsync(stop),
        [RecalculationJob.Name] =
            async (all, stop) => await all.GetRequiredService<RecalculationJob>().RunAsync(stop),
        [TaskBatchJob.Name] = async (all, stop) =>
            new BatchReport(await all.GetRequiredService<TaskBatchJob>().RunAsync(stop)),
        [ApplicationBatchJob.Name] = async (all, stop) =>
            new BatchReport(await all.GetRequiredService<ApplicationBatchJob>().RunAsync(stop)),
    };

    private readonly ConcurrentDictionary<string, Tally> tallies = [];

    /// <summary>By the clock: nothing while it is paused.</summary>
    public async Task TickAsync(string name, CancellationToken cancellation = default)
    {
        if (JobPlan.Of(name).IsWatcher)
        {
            await services.GetRequiredService<WatcherJob>().RunAsync(name, isForced: false, null, cancellation);
            return;
        }

        if (!await AskAsync(desk => desk.IsPausedAsync(name, cancellation)))
            await RunAsync(name, askedBy: null, isDaily: true, cancellation);
    }

    /// <summary>What administrators asked for, on whichever node is first.</summary>
    public async Task RunAskedAsync(CancellationToken cancellation = default)
    {
        foreach (var name in await AskAsync(desk => desk.AskedForAsync(cancellation)))
        {
            if (JobPlan.All.All(plan => plan.Name != name || plan.IsWatcher)) continue;
            var by = await work.RunAsync<JobDesk, string?>(
                null, desk => desk.TakeAskAsync(name, cancellation), cancellation);
            if (by is not null) await RunAsync(name, by, isDaily: false, cancellation);
        }
    }

    /// <summary>Now, whoever asks and whether it is paused or not.</summary>
    public async Task<object?> RunAsync(string name, CancellationToken cancellation = default)
    {
        if (JobPlan.Of(name).IsWatcher)
            return await services.GetRequiredService<WatcherJob>().RunAsync(name, cancellation: cancellation);
        var report = await RunAsync(name, askedBy: null, isDaily: false, cancellation);
        // Mails lie in the outbox too: whoever empties it by hand means them as well.
        return name == OutboxJob.Name
            ? (OutboxReport)report
                + (OutboxReport)await RunAsync(MailJob.Name, askedBy: null, isDaily: false, cancellation)
            : report;
    }

    private async Task<object> RunAsync(string name, string? askedBy, bool isDaily, CancellationToken cancellation)
    {
        var began = time.GetUtcNow();
        using var measured = Telemetry.BeginJob(name);
        try
        {
            var report = name == AnchorJob.Name
                ? await services.GetRequiredService<AnchorJob>().RunAsync(isDaily, cancellation)
                : await Jobs[name](services, cancellation);
            measured.Done(JobReportNumbers.Of(report));
            await NoteAsync(JobPlan.Of(name), began, askedBy, report, null, cancellation);
            return report;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Job {Job} failed", name);
            await NoteAsync(JobPlan.Of(name), began, askedBy, null, failure.Message, cancellation);
            throw;
        }
    }

    private async Task NoteAsync(
        JobPlan plan, DateTimeOffset began, string? askedBy, IJobReport? report, string? failure,
        CancellationToken cancellation)
    {
        var tally = tallies.GetOrAdd(plan.Name, _ => new Tally());
        tally.Add(began, report, failure);
        if (tally.IsNoted(began)) await LogAsync(plan.Name, report, cancellation);
        if (tally.Take(began, plan.Time.Every < Together && askedBy is null && failure is null) is not { } kept) return;
        var run = new JobClaim(Guid.CreateVersion7(), plan.Name, kept.Began, null, askedBy, 0);
        await work.RunAsync<JobDesk>(
            null,
            desk => desk.KeepRunAsync(run, kept.Numbers, kept.Failure is null, kept.Failure, cancellation),
            cancellation);
    }

    private Task LogAsync(string name, IJobReport? report, CancellationToken cancellation) =>
        work.RunAsync<JobRunLog>(
            null,
            runs => runs.NoteAsync(name, (object?)report, report?.IsIdle != false, cancellation),
            cancellation);

    private async Task<T> AskAsync<T>(Func<JobDesk, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<JobDesk>());
    }

    private sealed record KeptRun(
        DateTimeOffset Began, IReadOnlyDictionary<string, int> Numbers, string? Failure);

    /// <summary>What a job did on this node since its last line in the history.</summary>
    private sealed class Tally
    {
        private readonly Lock turn = new();
        private readonly Dictionary<string, int> numbers = [];
        private DateTimeOffset? first;
        private DateTimeOffset noted = DateTimeOffset.MinValue;
        private string? failed;
        private bool isBusy;

        public void Add(DateTimeOffset began, IJobReport? report, string? failure)
        {
            using var _ = turn.EnterScope();
            failed = failure ?? failed;
            isBusy = report is { IsIdle: false };
            if (!isBusy && failure is null) return;
            first ??= began;
            if (report is null) return;
            foreach (var (name, number) in JobReportNumbers.Of(report))
                numbers[name] = numbers.GetValueOrDefault(name) + number;
        }

        /// <summary>A busy run at once, an idle one now and then: it tells that the job lives.</summary>
        public bool IsNoted(DateTimeOffset now)
        {
            using var _ = turn.EnterScope();
            if (!isBusy && now - noted < JobRunLog.IdleEvery) return false;
            noted = now;
            return true;
        }

        public KeptRun? Take(DateTimeOffset now, bool isTogether)
        {
            using var _ = turn.EnterScope();
            if (first is not { } began || (isTogether && now - began < Together)) return null;
            var kept = new KeptRun(began, new Dictionary<string, int>(numbers), failed);
            numbers.Clear();
            (first, failed) = (null, null);
            return kept;
        }
    }
}
