using System.Data.Common;
using System.Text;
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
        parameter.Value = DbInstant.ToColumn(value, connection is SqliteConnection);
        command.Parameters.Add(parameter);
        text.Append(parameter.ParameterName);
        return this;
    }

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
