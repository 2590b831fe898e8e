using Microsoft.Data.Sqlite;

namespace ApprovalFlows.Core.Persistence;

/// <summary>Statements that a connection compiled once: SQLite takes longer to compile than to run them.</summary>
internal sealed class PreparedStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public void Run(Statement statement)
    {
        var command = Find(statement.Sql, statement);
        for (var i = 0; i < statement.Values.Length; i++)
        {
            command.Parameters[i].Value = DbInstant.ToColumn(statement.Values[i], isSqlite: true);
        }

        Statement.MustHaveChangedOneRow(command.ExecuteNonQuery());
    }

    public void Run(string sql) => Find(sql, new Statement(sql, [])).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
    }

    private SqliteCommand Find(string sql, Statement statement)
    {
        if (commands.TryGetValue(sql, out var known)) return known;
        var command = connection.CreateCommand();
        command.CommandText = sql;
        statement.Fill(command.Parameters, command.CreateParameter, isSqlite: true);
        return commands[sql] = command;
    }
}
