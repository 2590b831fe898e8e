using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>The engine on its store in memory.</summary>
internal sealed class MemoryHost : EngineHost
{
    private readonly ServiceProvider services;

    public MemoryHost()
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddApprovalWorkflows();
        collection.AddScoped<IWorkflowStore>(_ => new InMemoryWorkflowStore(Database));
        Silence(collection);
        services = collection.BuildServiceProvider();
    }

    private InMemoryDatabase Database { get; set; } = new();

    /// <summary>Begins with an empty database: what ended stays in the old one.</summary>
    public Task RenewAsync()
    {
        Database = new InMemoryDatabase();
        return PublishAsync();
    }

    public override ValueTask DisposeAsync() => services.DisposeAsync();

    protected override async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
    {
        await using var scope = services.CreateAsyncScope();
        var result = await work(scope.ServiceProvider.GetRequiredService<TService>());
        await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().CommitAsync();
        return result;
    }
}
