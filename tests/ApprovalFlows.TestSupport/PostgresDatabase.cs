using Npgsql;

namespace ApprovalFlows.TestSupport;

/// <summary>A PostgreSQL database of its own, dropped with its owner; empty unless it is a copy.</summary>
public sealed class PostgresDatabase : IDisposable
{
    private readonly string server = Requires.Postgres();

    public PostgresDatabase()
        : this("template1")
    {
    }

    internal PostgresDatabase(string template)
    {
        Run($"CREATE DATABASE {Name} TEMPLATE {template}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = Name }.ToString();
    }

    /// <summary>Whether a server is named on which databases may be created.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 };

    public string ConnectionString { get; }

    internal string Name { get; } = $"approval_flows_{Guid.CreateVersion7():N}";

    public void Dispose()
    {
        using (var pool = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        Run($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    private void Run(string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
