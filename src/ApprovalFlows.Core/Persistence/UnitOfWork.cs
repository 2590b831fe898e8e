using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Runs a use case in a scope of its own and commits all of it or nothing. A lost race is run again
/// on fresh data: a person's stale decision then meets the newer state and is refused by its rule.
/// </summary>
public sealed class UnitOfWork(IServiceScopeFactory scopes)
{
    public const int MaxAttempts = 10;

    public async Task<TResult> RunAsync<TService, TResult>(
        Actor? actor, Func<TService, Task<TResult>> work, CancellationToken cancellation = default)
        where TService : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(actor, work, cancellation);
            }
            catch (Exception failure) when (Conflicts.IsLostRace(failure))
            {
                if (attempt == MaxAttempts)
                    throw new WorkflowConflictException($"Lost {MaxAttempts} races in a row.", failure);
                var pause = TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * attempt));
                await Task.Delay(pause, cancellation);
            }
        }
    }

    public Task RunAsync<TService>(
        Actor? actor, Func<TService, Task> work, CancellationToken cancellation = default)
        where TService : notnull =>
        RunAsync<TService, bool>(
            actor,
            async service =>
            {
                await work(service);
                return true;
            },
            cancellation);

    private async Task<TResult> RunOnceAsync<TService, TResult>(
        Actor? actor, Func<TService, Task<TResult>> work, CancellationToken cancellation)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor ?? Actor.System;
        await using var transaction = scope.ServiceProvider.GetRequiredService<WriteTransaction>();
        var result = await work(scope.ServiceProvider.GetRequiredService<TService>());
        await transaction.CommitAsync(cancellation);
        return result;
    }
}

/// <summary>Who acts in this unit of work; the system itself when nobody does.</summary>
public sealed class CurrentActor
{
    public Actor Actor { get; set; } = Actor.System;
}
