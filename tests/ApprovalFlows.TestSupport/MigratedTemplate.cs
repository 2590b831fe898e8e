using ApprovalFlows.Core.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ApprovalFlows.TestSupport;

/// <summary>
/// The schema without a row, migrated once in a run of the tests; every test takes a copy. That an empty
/// database is migrated too is tried by the journeys, which start the program itself.
/// </summary>
public static class MigratedTemplate
{
    private static readonly Lazy<byte[]> s_sqlite = new(MigrateSqlite);
    private static readonly Lazy<PostgresDatabase> s_postgres = new(MigratePostgres);

    public static void CopySqliteTo(string file) => File.WriteAllBytes(file, s_sqlite.Value);

    public static PostgresDatabase CopyPostgres() => new(s_postgres.Value.Name);

    private static byte[] MigrateSqlite()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "template.db");
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
        using (var db = new SqliteAppDbContext(
            new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(connection).Options))
        {
            db.Database.Migrate();
        }

        return File.ReadAllBytes(file);
    }

    private static PostgresDatabase MigratePostgres()
    {
        var template = new PostgresDatabase();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => template.Dispose();
        using (var db = new PostgresAppDbContext(
            new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(template.ConnectionString).Options))
        {
            db.Database.Migrate();
        }

        // A database that somebody is connected to cannot be copied.
        using var pool = new NpgsqlConnection(template.ConnectionString);
        NpgsqlConnection.ClearPool(pool);
        return template;
    }
}
