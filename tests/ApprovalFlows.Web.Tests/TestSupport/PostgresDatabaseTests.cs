using ApprovalFlows.TestSupport;
using Npgsql;

namespace ApprovalFlows.Web.Tests.TestSupport;

public sealed class PostgresDatabaseTests
{
    private readonly string server = Requires.Postgres();

    [Fact]
    public void Dispose_WithAConnectionOpen_DropsTheDatabase()
    {
        var database = new PostgresDatabase();
        using var connection = new NpgsqlConnection(database.ConnectionString);
        connection.Open();

        database.Dispose();

        Assert.Equal(0L, CountDatabases(connection.Database));
    }

    private long CountDatabases(string name)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return (long)command.ExecuteScalar()!;
    }
}
