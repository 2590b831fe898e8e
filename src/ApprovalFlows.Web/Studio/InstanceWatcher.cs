using System.Text.Json.Nodes;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.Studio;

/// <summary>
/// Tells viewers that an instance moved. It asks the database, for any node may have moved it; while nobody
/// watches it asks nothing.
/// </summary>
internal sealed partial class InstanceWatcher(
    WatchedInstances watched,
    IHubContext<InstanceHub, IInstanceViewer> hub,
    IServiceScopeFactory scopes,
    ILogger<InstanceWatcher> logger) : BackgroundService
{
    private const int MaxInstances = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private Dictionary<string, long> revisions = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(failure);
            }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var watches = watched.ByInstance;
        var found = watches.Count == 0 ? [] : await ReadAsync(watches.Keys, cancellation);
        var known = revisions;
        revisions = found;
        foreach (var (instanceId, revision) in found)
            // The first look may come after a move that the viewer has not seen.
            if (known.GetValueOrDefault(instanceId, -1) != revision)
                await TellAsync(watches[instanceId], cancellation);
    }

    private async Task<Dictionary<string, long>> ReadAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var wanted = ids.Take(MaxInstances).ToList();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return await db.WorkflowInstances.AsNoTracking()
            .Where(row => wanted.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Revision, cancellation);
    }

    private async Task TellAsync(Watch watch, CancellationToken cancellation)
    {
        var viewers = hub.Clients.Group(watch.InstanceId);
        await viewers.WorkflowInstanceUpdatedAsync(new JsonObject { ["workflowInstanceId"] = watch.InstanceId });
        await viewers.WorkflowExecutionLogUpdatedAsync([]);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = watch.Actor;
        var executions = await scope.ServiceProvider.GetRequiredService<ExecutionService>()
            .ListAsync(watch.InstanceId, cancellation);
        await viewers.ActivityExecutionLogUpdatedAsync(ExecutionJson.Report(executions));
    }

    [LoggerMessage(LogLevel.Warning, "Could not tell the viewers of instances what moved")]
    private partial void Failed(Exception failure);
}
