using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.DevTools.Backups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>
/// Where a system keeps its data: as the arguments say, else as the settings of the program in the environment say,
/// else that of a local run.
/// </summary>
internal sealed record SystemPlace(
    DatabaseKind Kind, string Connection, string Data, string KeyFolder, string? Programs)
{
    private const string Local = "src/ApprovalFlows.Web/data";

    public bool IsPostgres => Kind == DatabaseKind.PostgreSql;

    public StoredFiles Files => new(Path.Combine(Data, StoredFiles.Folder));

    public static SystemPlace Of(CommandOptions options)
    {
        var data = Path.GetFullPath(options.Last("data") ?? Setting("ApprovalFlows__DataDirectory")
            ?? WorkingTree.PathOf(Local));
        // A folder that is named means the file in it, whatever the environment says.
        var connection = options.Last("connection")
            ?? (options.Last("data") is null ? Setting("ConnectionStrings__ApprovalFlows") : null)
            ?? $"Data Source={Path.Combine(data, "approval-flows.db")}";
        var keys = options.Last("keys") ?? Setting("ApprovalFlows__Audit__KeyDirectory") ?? Folders.Keys;
        var isPostgres = connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        return new SystemPlace(
            isPostgres ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite,
            connection,
            data,
            Path.GetFullPath(keys, data),
            options.Last("pg-bin"));
    }

    /// <param name="at">Another SQLite file than the system's own.</param>
    public AppDbContext Open(string? at = null) => IsPostgres
        ? new PostgresAppDbContext(
            new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(Connection).Options)
        : new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite(at is null ? Connection : $"Data Source={at};Pooling=False").Options);

    public IDatabaseCopy Copy() => IDatabaseCopy.Of(Kind, Connection, Programs);

    /// <summary>Core as the program runs it, for commands that write.</summary>
    public ServiceProvider Host()
    {
        var settings = new ApprovalFlowsOptions { Database = Kind, DataDirectory = Data };
        settings.Audit.KeyDirectory = KeyFolder;
        var services = new ServiceCollection().AddLogging();
        services.AddApprovalCore(settings, Connection, Data);
        return services.BuildServiceProvider();
    }

    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
