using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ApprovalFlows.Core.Persistence;

/// <summary>One query on the connection and in the transaction of a unit of work.</summary>
internal sealed class RowQuery(DbConnection connection, DbTransaction? transaction) : IAsyncDisposable
{
    private readonly DbCommand command = connection.CreateCommand();
    private readonly StringBuilder text = new();
    private bool hasCondition;

    public RowQuery Text(string part)
    {
        text.Append(part);
        return this;
    }

    public RowQuery Value(object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Statement.Name(command.Parameters.Count);
        parameter.Value = DbInstant.ToColumn(value, IsSqlite);
        command.Parameters.Add(parameter);
        text.Append(parameter.ParameterName);
        return this;
    }

    /// <summary>The text of a case (table x) has this in it.</summary>
    public RowQuery Contains(string part) =>
        Text(IsSqlite ? "instr(x.\"Text\", " : "strpos(x.\"Text\", ").Value(part).Text(") > 0");

    /// <summary>The tasks (table t) of each of these cases, read case by case whatever the planner thinks.</summary>
    public RowQuery Each(IReadOnlyList<Guid> cases)
    {
        if (!IsSqlite)
        {
            return Text("unnest(").Value(cases.ToArray()).Text(
                """
                ) AS f(id) CROSS JOIN LATERAL
                (SELECT * FROM "ReviewTasks" r WHERE r."CaseId" = f.id OFFSET 0) AS t
                """);
        }

        var json = JsonSerializer.Serialize(cases.Select(id => id.ToString().ToUpperInvariant()));
        return Text("json_each(").Value(json).Text(
            """) AS f CROSS JOIN "ReviewTasks" t ON t."CaseId" = f.value """);
    }

    private bool IsSqlite => connection is SqliteConnection;

    /// <summary>One more condition; null means any.</summary>
    public RowQuery Where(string column, string? value)
    {
        if (value is null) return this;
        text.Append(hasCondition ? " AND \"" : " WHERE \"").Append(column).Append("\" = ");
        hasCondition = true;
        return Value(value);
    }

    public Task<DbDataReader> ReadAsync(CancellationToken cancellation)
    {
        command.CommandText = text.ToString();
        command.Transaction = transaction;
        return command.ExecuteReaderAsync(cancellation);
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();
}
