using System.Data.Common;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApprovalFlows.Benchmarks.Inbox;

/// <summary>Core on a migrated database of its own, and the same database with nothing above it.</summary>
internal sealed class InboxDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PostgresDatabase? postgres;
    private readonly ServiceProvider services;

    private InboxDatabase(TestDatabase kind)
    {
        postgres = kind == TestDatabase.Postgres ? new PostgresDatabase() : null;
        Connection = postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(folder.Path, "inbox.db")}")
            : new NpgsqlConnection(postgres.ConnectionString);
        var options = new ApprovalFlowsOptions
        {
            Database = postgres is null ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql,
            DataDirectory = folder.Path,
        };
        services = new ServiceCollection()
            .AddLogging()
            .AddApprovalCore(options, Connection.ConnectionString, folder.Path)
            .BuildServiceProvider();
    }

    public DbConnection Connection { get; }

    public bool IsPostgres => postgres is not null;

    public static async Task<InboxDatabase> StartAsync(TestDatabase kind)
    {
        var database = new InboxDatabase(kind);
        await using (var scope = database.services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.MigrateAsync();
        await database.services.GetRequiredService<UnitOfWork>()
            .RunAsync<OrganisationSeed>(null, seed => seed.LoadAsync());
        await database.Connection.OpenAsync();
        return database;
    }

    /// <summary>As a request does it: a scope, an actor, one service.</summary>
    public async Task<TResult> AskAsync<TService, TResult>(Actor actor, Func<TService, Task<TResult>> ask)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = actor;
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Connection.DisposeAsync();
        SqliteConnection.ClearAllPools();
        postgres?.Dispose();
        folder.Dispose();
    }
}
