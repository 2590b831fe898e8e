using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>The engine on the program's own database, as the web server runs it, without the web.</summary>
internal sealed class DurableHost : EngineHost
{
    private readonly TemporaryFolder folder = new();
    private readonly PostgresDatabase? postgres;
    private readonly ServiceProvider services;

    private DurableHost(TestDatabase kind)
    {
        postgres = kind == TestDatabase.Postgres ? new PostgresDatabase() : null;
        var options = new ApprovalFlowsOptions
        {
            Database = postgres is null ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql,
            DataDirectory = folder.Path,
        };
        var connection = postgres?.ConnectionString
            ?? $"Data Source={Path.Combine(folder.Path, "approval-flows.db")}";
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddApprovalCore(options, connection, folder.Path);
        Silence(collection);
        services = collection.BuildServiceProvider();
    }

    public static async Task<DurableHost> StartAsync(TestDatabase kind)
    {
        var host = new DurableHost(kind);
        await using (var scope = host.services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.MigrateAsync();
        }

        await host.PublishAsync();
        return host;
    }

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        postgres?.Dispose();
        folder.Dispose();
    }

    protected override Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work) =>
        services.GetRequiredService<UnitOfWork>().RunAsync(null, work);
}
