using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

/// <summary>What a run did, in terms of the office: of the rungs reached, what was told and what waits.</summary>
public sealed record ReminderReport(
    int Looked, int Recorded, int SkippedForAHigherRung, int Told, int NoLongerTrue, int WaitingForQuietHours)
    : IJobReport
{
    bool IJobReport.IsIdle => Recorded + Told + NoLongerTrue == 0;
}

/// <summary>
/// Notices which rungs were reached and tells the urgent ones. Safe to run twice, late and on every
/// node: what was told has a row, and of two nodes one commits it.
/// </summary>
public sealed class ReminderJob(
    IServiceScopeFactory scopes, UnitOfWork work, CalendarSource calendars, Draining draining)
{
    public const string Name = "reminders";
    public const int BatchSize = 50;
    public const int MaxBatchesPerRun = 200;

    public async Task<ReminderReport> RunAsync(CancellationToken cancellation = default)
    {
        var (looked, recorded, skipped) = await RecordReachedAsync(cancellation);
        var (told, gone) = await TellAsync(cancellation);
        var waiting = await AskAsync(service => service.CountWaitingAsync(cancellation));
        return new ReminderReport(looked, recorded, skipped, told, gone, waiting);
    }

    /// <summary>Writes down the rungs reached by now, and tells nobody.</summary>
    public async Task<RecordedBatch> RecordReachedAsync(CancellationToken cancellation = default)
    {
        await calendars.RefreshAsync(cancellation);
        var tasks = await RecordAsync(
            (service, size) => service.RecordTasksAsync(size, cancellation), cancellation);
        var corrections = await RecordAsync(
            (service, size) => service.RecordCorrectionsAsync(size, cancellation), cancellation);
        return new RecordedBatch(
            tasks.Looked + corrections.Looked,
            tasks.Recorded + corrections.Recorded,
            tasks.Skipped + corrections.Skipped);
    }

    private async Task<RecordedBatch> RecordAsync(
        Func<ReminderService, int, Task<RecordedBatch>> record, CancellationToken cancellation)
    {
        var (sum, size) = (new RecordedBatch(0, 0, 0), BatchSize);
        for (var batches = 0; batches < MaxBatchesPerRun; batches++)
        {
            using var turn = draining.TryEnter();
            if (turn is null) break;
            try
            {
                var done = await work.RunAsync<ReminderService, RecordedBatch>(
                    null, service => record(service, size), cancellation);
                if (done.Looked == 0) break;
                sum = new RecordedBatch(
                    sum.Looked + done.Looked, sum.Recorded + done.Recorded, sum.Skipped + done.Skipped);
                size = BatchSize;
            }
            catch (WorkflowConflictException) when (size > 1)
            {
                // People decide on these steps at this moment; fewer of them at a time get through.
                size = Math.Max(1, size / 5);
            }
        }

        return sum;
    }

    private async Task<(int Told, int Void)> TellAsync(CancellationToken cancellation)
    {
        var (told, gone) = (0, 0);
        for (var batches = 0; batches < MaxBatchesPerRun; batches++)
        {
            using var turn = draining.TryEnter();
            if (turn is null) break;
            var ids = await AskAsync(service => service.NextAsync(BatchSize, cancellation));
            if (ids.Count == 0) break;
            var done = await work.RunAsync<ReminderDelivery, DeliveredBatch>(
                null, service => service.TellBatchAsync(ids, cancellation), cancellation);
            told += done.Told;
            gone += done.Void;
        }

        return (told, gone);
    }

    private async Task<T> AskAsync<T>(Func<ReminderDelivery, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ReminderDelivery>());
    }
}
