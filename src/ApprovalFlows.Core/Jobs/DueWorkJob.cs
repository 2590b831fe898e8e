using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.Jobs;

public sealed record DueWorkReport(int Considered, int Resumed, int Failed) : IJobReport
{
    bool IJobReport.IsIdle => Considered == 0;
}

/// <summary>
/// Runs whatever waits for a point in time that has come, such as the silence after which an
/// application counts as accepted (行政许可法 §32(4)). Safe to run twice and on every node.
/// </summary>
public sealed class DueWorkJob(
    IServiceScopeFactory scopes, UnitOfWork work, Draining draining, ILogger<DueWorkJob> log)
{
    public const string Name = "due-work";
    public const int MaxPerRun = 1000;

    public async Task<DueWorkReport> RunAsync(CancellationToken cancellation = default)
    {
        int considered = 0, resumed = 0;
        while (considered < MaxPerRun)
        {
            // What is claimed is run to its end, also by a node that is about to stop.
            using var turn = draining.TryEnter();
            if (turn is null) break;
            var due = await ClaimAsync(cancellation);
            if (due.Count == 0) break;
            considered += due.Count;
            foreach (var item in due)
            {
                if (await TryRunAsync(item, cancellation)) resumed++;
            }
        }

        return new DueWorkReport(considered, resumed, considered - resumed);
    }

    private async Task<IReadOnlyList<DueItem>> ClaimAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DueWork>().ClaimAsync(cancellation);
    }

    private async Task<bool> TryRunAsync(DueItem item, CancellationToken cancellation)
    {
        try
        {
            return await work.RunAsync<DueWork, bool>(
                null, async due => await due.RunAsync(item, cancellation) is not null, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The claim runs out and the item is tried again; one bad case must not stop the rest.
            log.LogError(
                failure,
                "Due work failed: {Bookmark} of {Instance}, {Trigger}",
                item.Bookmark?.Id,
                item.Bookmark?.InstanceId,
                item.Trigger?.Id);
            return false;
        }
    }
}
