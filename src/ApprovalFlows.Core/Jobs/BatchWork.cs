using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record BatchReport(int Done) : IJobReport
{
    bool IJobReport.IsIdle => Done == 0;
}

/// <summary>
/// Works through batches in the name of whoever ordered them, with what that person may do at this
/// moment. Safe to run twice and on every node: an item and its result are one commit.
/// </summary>
public abstract class BatchWork<TDesk>(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
    where TDesk : class, IBatchDesk
{
    private const int MaxItemsPerRun = 1000;

    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var done = 0;
        while (done < MaxItemsPerRun)
        {
            using var turn = draining.TryEnter();
            if (turn is null || await NextAsync(cancellation) is not { } next) break;
            if (next.Position is { } position)
            {
                await DoAsync(next.Batch, position, next.Owner, cancellation);
                done++;
            }
            else
            {
                await work.RunAsync<TDesk>(null, desk => desk.FinishAsync(next.Batch, cancellation), cancellation);
            }
        }

        return done;
    }

    private async Task DoAsync(Guid batch, int position, Guid owner, CancellationToken cancellation)
    {
        var actor = await ActorAsync(owner, cancellation);
        try
        {
            if (actor is null) throw RuleViolation.Forbidden("NotAllowed");
            await work.RunAsync<TDesk>(actor, desk => desk.DoAsync(batch, position, cancellation), cancellation);
        }
        catch (RuleViolation refusal)
        {
            await RefuseAsync(batch, position, refusal, cancellation);
        }
        catch (WorkflowConflictException)
        {
            await RefuseAsync(batch, position, new RuleViolation("BatchItemBusy"), cancellation);
        }
    }

    private Task RefuseAsync(Guid batch, int position, RuleViolation refusal, CancellationToken cancellation) =>
        work.RunAsync<TDesk>(null, desk => desk.RefuseAsync(batch, position, refusal, cancellation), cancellation);

    private async Task<Actor?> ActorAsync(Guid owner, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ActorService>().FindAsync(owner, cancellation);
    }

    private async Task<BatchTurn?> NextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDesk>().NextAsync(cancellation);
    }
}
