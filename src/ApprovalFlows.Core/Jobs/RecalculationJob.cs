using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record RecalculationReport(int Looked, int Moved) : IJobReport
{
    bool IJobReport.IsIdle => Looked == 0;
}

/// <summary>
/// Works open dates out again after a new notice. Safe to run twice and on every node: of two nodes
/// with the same batch one commits, and the other goes on behind it.
/// </summary>
public sealed class RecalculationJob(
    IServiceScopeFactory scopes, UnitOfWork work, CalendarSource calendars, Draining draining)
{
    public const string Name = "recalculation";

    public async Task<RecalculationReport> RunAsync(CancellationToken cancellation = default)
    {
        int looked = 0, moved = 0, size = RecalculationLimits.BatchSize;
        for (var batches = 0; batches < RecalculationLimits.MaxBatchesPerRun; batches++)
        {
            using var turn = draining.TryEnter();
            if (turn is null || await NextAsync(cancellation) is not { } id) break;
            await calendars.RefreshAsync(cancellation);
            try
            {
                var batch = await RunBatchAsync(id, size, cancellation);
                looked += batch.Looked;
                moved += batch.Moved;
                if (!batch.HasMore) break;
                size = RecalculationLimits.BatchSize;
            }
            catch (WorkflowConflictException) when (size > 1)
            {
                // People decide on these cases at this moment; fewer of them at a time get through.
                size = Math.Max(1, size / 5);
            }
        }

        return new RecalculationReport(looked, moved);
    }

    private Task<RecalculatedBatch> RunBatchAsync(Guid id, int size, CancellationToken cancellation) =>
        work.RunAsync<RecalculationService, RecalculatedBatch>(
            null, service => service.RunBatchAsync(id, size, cancellation), cancellation);

    private async Task<Guid?> NextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RecalculationService>().NextAsync(cancellation);
    }
}
