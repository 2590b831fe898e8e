using Npgsql;

namespace ApprovalFlows.TestSupport;

/// <summary>An empty PostgreSQL database of its own, dropped with its owner.</summary>
public sealed class PostgresDatabase : IDisposable
{
    private readonly string server = Requires.Postgres();
    private readonly string name = $"approval_flows_{Guid.CreateVersion7():N}";

    public PostgresDatabase()
    {
        Run($"CREATE DATABASE {name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    /// <summary>Whether a server is named on which databases may be created.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 };

    public string ConnectionString { get; }

    public void Dispose()
    {
        using (var pool = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
