using System.Data.Common;
using ApprovalFlows.TestSupport;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ApprovalFlows.Benchmarks;

/// <summary>A database with one table, as durable as the program's own and with nothing above it.</summary>
internal sealed class RawDatabase : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PostgresDatabase? postgres;

    // SQLite has one writer; waiting in line here is faster than its own busy loop.
    private readonly SemaphoreSlim writer;

    public RawDatabase(TestDatabase kind)
    {
        postgres = kind == TestDatabase.Postgres ? new PostgresDatabase() : null;
        writer = new SemaphoreSlim(postgres is null ? 1 : int.MaxValue);
        using var connection = Open();
        Run(connection, "CREATE TABLE entries (id TEXT PRIMARY KEY, body TEXT NOT NULL)");
    }

    public DbConnection Open()
    {
        DbConnection connection = postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(folder.Path, "raw.db")}")
            : new NpgsqlConnection(postgres.ConnectionString);
        connection.Open();
        if (postgres is null)
        {
            Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        }

        return connection;
    }

    public async Task CommitOneRowAsync(DbConnection connection)
    {
        await writer.WaitAsync();
        try
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO entries VALUES ('{Guid.CreateVersion7()}', '{new string('x', 200)}')";
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
        finally
        {
            writer.Release();
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        postgres?.Dispose();
        folder.Dispose();
        writer.Dispose();
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
