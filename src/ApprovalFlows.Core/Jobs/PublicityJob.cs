using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record PublicityReport(int Final) : IJobReport
{
    bool IJobReport.IsIdle => Final == 0;
}

/// <summary>
/// Makes results final whose publicity is over and that nobody objects to (J14). Safe to run twice, late and on
/// every node: of two that end the same publicity the second finds it ended.
/// </summary>
public sealed class PublicityJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
{
    public const string Name = "publicity";
    public const int MaxPerRun = 500;

    public async Task<PublicityReport> RunAsync(CancellationToken cancellation = default)
    {
        var ended = 0;
        foreach (var id in await OverAsync(cancellation))
        {
            using var turn = draining.TryEnter();
            if (turn is null) break;
            if (await work.RunAsync<ObjectionService, bool>(
                null, results => results.EndAsync(id, cancellation), cancellation))
                ended++;
        }

        return new PublicityReport(ended);
    }

    private async Task<IReadOnlyList<Guid>> OverAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ObjectionService>().OverAsync(MaxPerRun, cancellation);
    }
}
