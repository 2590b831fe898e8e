using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record AnchorReport(int Anchors, int Cases) : IJobReport
{
    bool IJobReport.IsIdle => Anchors == 0;
}

/// <summary>
/// Anchors the evidence once a day. Runs more often than that, so that a node that slept through the
/// hour catches up; safe on every node, since an anchor's number is taken once.
/// </summary>
public sealed class AnchorJob(IServiceScopeFactory scopes, UnitOfWork work, TimeProvider time)
{
    public const string Name = "anchor";
    public const int MaxAnchorsPerRun = 1000;

    /// <param name="daily">Does nothing when today's anchor is there.</param>
    /// <param name="cancellation">Ends it between two anchors.</param>
    public async Task<AnchorReport> RunAsync(bool daily = false, CancellationToken cancellation = default)
    {
        if (daily && await IsDoneTodayAsync(cancellation)) return new AnchorReport(0, 0);
        var (anchors, cases) = (0, 0);
        while (anchors < MaxAnchorsPerRun)
        {
            var covered = await work.RunAsync<AnchorService, int>(
                null, service => service.AnchorAsync(AnchorService.MaxLeaves, cancellation), cancellation);
            if (covered == 0) break;
            anchors++;
            cases += covered;
        }

        return new AnchorReport(anchors, cases);
    }

    private async Task<bool> IsDoneTodayAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var last = await scope.ServiceProvider.GetRequiredService<AppDbContext>().AuditAnchors
            .OrderByDescending(anchor => anchor.Ordinal)
            .Select(anchor => (DateTimeOffset?)anchor.At)
            .FirstOrDefaultAsync(cancellation);
        return last is { } at && ChinaTime.DateOf(at) == ChinaTime.DateOf(time.GetUtcNow());
    }
}
