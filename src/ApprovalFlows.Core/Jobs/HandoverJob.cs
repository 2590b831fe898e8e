using ApprovalFlows.Core.Handovers;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record HandoverReport(int Done) : IJobReport
{
    bool IJobReport.IsIdle => Done == 0;
}

/// <summary>
/// Performs handovers whose day has come. Safe to run twice and on every node: of two nodes with the
/// same batch one commits, and the other goes on behind it.
/// </summary>
public sealed class HandoverJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
{
    public const string Name = "handover";

    public async Task<HandoverReport> RunAsync(CancellationToken cancellation = default)
    {
        int done = 0, size = HandoverLimits.BatchSize;
        for (var batches = 0; batches < HandoverLimits.MaxBatchesPerRun; batches++)
        {
            using var turn = draining.TryEnter();
            if (turn is null || await NextAsync(cancellation) is not { } id) break;
            try
            {
                var batch = await RunBatchAsync(id, size, cancellation);
                done += batch.Done;
                if (!batch.HasMore) break;
                size = HandoverLimits.BatchSize;
            }
            catch (WorkflowConflictException) when (size > 1)
            {
                // People decide on these cases at this moment; fewer of them at a time get through.
                size = Math.Max(1, size / 5);
            }
        }

        return new HandoverReport(done);
    }

    private Task<HandoverBatch> RunBatchAsync(Guid id, int size, CancellationToken cancellation) =>
        work.RunAsync<HandoverBatches, HandoverBatch>(
            null, service => service.RunAsync(id, size, cancellation), cancellation);

    private async Task<Guid?> NextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HandoverBatches>().NextAsync(cancellation);
    }
}
