using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record CycleReport(int Opened, int Unreported) : IJobReport
{
    bool IJobReport.IsIdle => Opened + Unreported == 0;
}

/// <summary>
/// Opens the assessment of the year before, and the cases of firms whose time to report is over (J13). Safe to run
/// twice, late and on every node: a year has one cycle, a firm one case in it.
/// </summary>
public sealed class AssessmentCycleJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
{
    public const string Name = "assessment-cycle";
    public const int MaxPerRun = 500;

    public async Task<CycleReport> RunAsync(CancellationToken cancellation = default)
    {
        var opened = await work.RunAsync<CycleService, AssessmentCycle?>(
            null, cycles => cycles.OpenDueAsync(cancellation), cancellation);
        var unreported = 0;
        foreach (var id in await OverdueAsync(cancellation))
        {
            using var turn = draining.TryEnter();
            if (turn is null) break;
            if (await work.RunAsync<ReportingService, bool>(
                null, reports => reports.OpenUnreportedAsync(id, cancellation), cancellation))
                unreported++;
        }

        return new CycleReport(opened is null ? 0 : 1, unreported);
    }

    private async Task<List<Guid>> OverdueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReportingService>()
            .OverdueAsync(MaxPerRun, cancellation);
    }
}
