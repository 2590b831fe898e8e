using System.Data.Common;
using System.Globalization;
using System.Text;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Data.Sqlite;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Statements that are sent together. Each must change exactly one row: one that changes none met a
/// row that somebody else changed first.
/// </summary>
internal sealed class StatementBatch(DbConnection connection, DbTransaction? transaction) : IAsyncDisposable
{
    // SQLite looks up every parameter for every statement of a text: long texts cost the square.
    private const int MaxParameters = 60;

    private readonly StringBuilder text = new();
    private readonly bool isSqlite = connection is SqliteConnection;
    private DbCommand? command;
    private int statements;

    public StatementBatch Begin(string start)
    {
        text.Append(start);
        return this;
    }

    public StatementBatch Text(string part)
    {
        text.Append(part);
        return this;
    }

    public StatementBatch Value(object? value)
    {
        command ??= connection.CreateCommand();
        var parameter = command.CreateParameter();
        parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
        parameter.Value = DbInstant.ToColumn(value, isSqlite);
        command.Parameters.Add(parameter);
        text.Append(parameter.ParameterName);
        return this;
    }

    public StatementBatch Row(params ReadOnlySpan<object?> values)
    {
        text.Append(" VALUES (");
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Value(values[i]);
        }

        text.Append(')');
        return this;
    }

    public void End()
    {
        text.Append(";\n");
        statements++;
    }

    /// <summary>Sends what there is when it is much.</summary>
    public Task MakeRoomAsync(CancellationToken cancellation) =>
        command?.Parameters.Count >= MaxParameters ? RunAsync(cancellation) : Task.CompletedTask;

    /// <exception cref="WorkflowConflictException">A statement changed no row.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (command is null) return;
        command.CommandText = text.ToString();
        command.Transaction = transaction;
        var changed = await command.ExecuteNonQueryAsync(cancellation);
        if (changed != statements) throw new WorkflowConflictException("A row was changed by someone else.");
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        text.Clear();
        statements = 0;
        if (command is not null) await command.DisposeAsync();
        command = null;
    }
}

/// <summary>Instants as the two databases keep them: ticks of UTC in SQLite, which sort.</summary>
internal static class DbInstant
{
    public static object ToColumn(object? value, bool isSqlite) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => isSqlite ? instant.UtcTicks : instant.ToUniversalTime(),
        _ => value,
    };

    public static DateTimeOffset FromColumn(object value) => value switch
    {
        long ticks => new DateTimeOffset(ticks, TimeSpan.Zero),
        DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => (DateTimeOffset)value,
    };
}
