using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>Core without a web server, on a migrated database, a folder and a clock of its own.</summary>
internal sealed class CoreHost : IAsyncDisposable
{
    private const string FileName = "approval-flows.db";
    private readonly TemporaryFolder data = new();
    private readonly PostgresDatabase? postgres;
    private readonly ApprovalFlowsOptions options;
    private readonly Action<ApprovalFlowsOptions> configure;
    private readonly Action<IServiceCollection>? replace;
    private readonly ServiceProvider services;

    private CoreHost(
        DatabaseKind kind,
        DateTimeOffset? now,
        byte[]? copyOf,
        Action<ApprovalFlowsOptions>? configure,
        Action<IServiceCollection>? replace)
    {
        this.replace = replace;
        var file = Path.Combine(data.Path, FileName);
        if (copyOf is not null) File.WriteAllBytes(file, copyOf);
        else if (kind == DatabaseKind.Sqlite) MigratedTemplate.CopySqliteTo(file);
        postgres = kind == DatabaseKind.PostgreSql ? MigratedTemplate.CopyPostgres() : null;
        ConnectionString = postgres?.ConnectionString
            ?? $"Data Source={file}";
        Clock = now is { } start ? new FakeClock(start) : new FakeClock();
        options = new ApprovalFlowsOptions { Database = kind, DataDirectory = data.Path };
        this.configure = configure ?? (_ => { });
        this.configure(options);
        services = Twin();
    }

    public static DatabaseKind ConfiguredKind =>
        Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres"
            ? DatabaseKind.PostgreSql
            : DatabaseKind.Sqlite;

    public FakeClock Clock { get; }

    public string ConnectionString { get; }

    /// <summary>Where files and keys lie.</summary>
    public string DataDirectory => data.Path;

    public UnitOfWork Work => services.GetRequiredService<UnitOfWork>();

    /// <param name="kind">Which database.</param>
    /// <param name="now">What the clock shows.</param>
    /// <param name="copyOf">A SQLite file to begin with, from <see cref="CopyAsync"/>.</param>
    /// <param name="configure">Other settings than the usual ones.</param>
    /// <param name="replace">Other services than the usual ones, on every node.</param>
    public static async Task<CoreHost> StartAsync(
        DatabaseKind kind,
        DateTimeOffset? now = null,
        byte[]? copyOf = null,
        Action<ApprovalFlowsOptions>? configure = null,
        Action<IServiceCollection>? replace = null)
    {
        var host = new CoreHost(kind, now, copyOf, configure, replace);
        await host.ReadAsync<AppDbContext, bool>(async db =>
        {
            await db.Database.MigrateAsync();
            return true;
        });
        return host;
    }

    /// <summary>Another node on the same database; the caller ends it.</summary>
    public ServiceProvider Twin(Action<IServiceCollection>? more = null)
    {
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddApprovalCore(options, ConnectionString, data.Path)
            .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1)
            .Configure(configure)
            .Configure<ApprovalFlowsOptions>(given => given.SignIn.RefusalMilliseconds = 0);
        replace?.Invoke(collection);
        more?.Invoke(collection);
        return collection.BuildServiceProvider(validateScopes: true);
    }

    public AsyncServiceScope OpenScope() => services.CreateAsyncScope();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Asks a service outside of any unit of work; what it changes is lost.</summary>
    public async Task<TResult> ReadAsync<TService, TResult>(Func<TService, Task<TResult>> read)
        where TService : notnull
    {
        await using var scope = OpenScope();
        return await read(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The SQLite file as it is now.</summary>
    public async Task<byte[]> CopyAsync()
    {
        await ReadAsync<AppDbContext, int>(db =>
            db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        return await File.ReadAllBytesAsync(Path.Combine(data.Path, FileName));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (postgres is null)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        postgres?.Dispose();
        data.Dispose();
    }
}
