using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.DevTools.Commands;

/// <summary>The database of a command: <c>--connection</c>, or the one of a local run.</summary>
internal static class EvidenceDatabase
{
    private const string Local = "src/ApprovalFlows.Web/data";

    public static AppDbContext Open(CommandOptions options)
    {
        var (kind, connection) = Find(options);
        return kind == DatabaseKind.PostgreSql
            ? new PostgresAppDbContext(
                new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(connection).Options)
            : new SqliteAppDbContext(
                new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(connection).Options);
    }

    /// <summary>Core as the program runs it, for commands that write.</summary>
    public static ServiceProvider Host(CommandOptions options)
    {
        var (kind, connection) = Find(options);
        var data = Path.GetFullPath(options.Last("data") ?? WorkingTree.PathOf(Local));
        var settings = new ApprovalFlowsOptions { Database = kind, DataDirectory = data };
        settings.Audit.KeyDirectory = options.Last("keys") is { } keys ? Path.GetFullPath(keys) : "";
        var services = new ServiceCollection().AddLogging().AddSharedDataProtection();
        services.AddApprovalCore(settings, connection, data);
        return services.BuildServiceProvider();
    }

    private static (DatabaseKind Kind, string Connection) Find(CommandOptions options)
    {
        var data = options.Last("data") ?? WorkingTree.PathOf(Local);
        var connection = options.Last("connection")
            ?? $"Data Source={Path.Combine(data, "approval-flows.db")}";
        var isPostgres = connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);
        return (isPostgres ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite, connection);
    }
}
