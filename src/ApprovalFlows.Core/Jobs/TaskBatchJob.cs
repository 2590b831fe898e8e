using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Jobs;

public sealed record TaskBatchReport(int Done) : IJobReport
{
    bool IJobReport.IsIdle => Done == 0;
}

/// <summary>
/// Works through batches in the name of whoever ordered them, with what that person may do at this
/// moment. Safe to run twice and on every node: an item and its result are one commit.
/// </summary>
public sealed class TaskBatchJob(IServiceScopeFactory scopes, UnitOfWork work, Draining draining)
{
    public const string Name = "task-batches";
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
                await work.RunAsync<TaskBatchService>(
                    null, batches => batches.FinishAsync(next.Batch, cancellation), cancellation);
            }
        }

        return done;
    }

    private async Task DoAsync(Guid batch, int position, Guid owner, CancellationToken cancellation)
    {
        var actor = await ActorAsync(owner, cancellation);
        try
        {
            if (actor is null) throw RuleViolation.Forbidden("OnlyReviewersDecide");
            await work.RunAsync<TaskBatchService>(
                actor, batches => batches.DoAsync(batch, position, cancellation), cancellation);
        }
        catch (RuleViolation refusal)
        {
            await work.RunAsync<TaskBatchService>(
                null, batches => batches.RefuseAsync(batch, position, refusal, cancellation), cancellation);
        }
        catch (WorkflowConflictException)
        {
            var refusal = new RuleViolation("BatchItemBusy");
            await work.RunAsync<TaskBatchService>(
                null, batches => batches.RefuseAsync(batch, position, refusal, cancellation), cancellation);
        }
    }

    private async Task<Actor?> ActorAsync(Guid owner, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ActorService>().FindAsync(owner, cancellation);
    }

    // The batch with the fewest items left goes first: a long one never holds up a short one.
    private async Task<(Guid Batch, Guid Owner, int? Position)?> NextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var next = await db.TaskBatches.AsNoTracking()
            .Where(batch => batch.FinishedAt == null)
            .Select(batch => new
            {
                batch.Id,
                batch.OwnerId,
                batch.StartedAt,
                Left = batch.Items.Count(item => item.Result == BatchResult.Waiting),
                Position = batch.Items
                    .Where(item => item.Result == BatchResult.Waiting)
                    .Min(item => (int?)item.Position),
            })
            .OrderBy(batch => batch.Left)
            .ThenBy(batch => batch.StartedAt)
            .FirstOrDefaultAsync(cancellation);
        return next is null ? null : (next.Id, next.OwnerId, next.Position);
    }
}
