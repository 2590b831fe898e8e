using System.Data.Common;
using Npgsql;

namespace ApprovalFlows.Benchmarks.Inbox;

/// <summary>Fills a table as fast as its database takes rows: by COPY, or by one prepared statement.</summary>
internal sealed class BulkTable : IAsyncDisposable
{
    private readonly NpgsqlBinaryImporter? importer;
    private readonly DbCommand? command;
    private readonly bool isPostgres;

    private BulkTable(InboxDatabase database, string table, string[] columns)
    {
        var names = string.Join(", ", columns.Select(column => $"\"{column}\""));
        isPostgres = database.IsPostgres;
        if (isPostgres)
        {
            importer = ((NpgsqlConnection)database.Connection)
                .BeginBinaryImport($"COPY \"{table}\" ({names}) FROM STDIN (FORMAT BINARY)");
            return;
        }

        command = database.Connection.CreateCommand();
        command.Transaction = database.Connection.BeginTransaction();
        for (var index = 0; index < columns.Length; index++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{index}";
            command.Parameters.Add(parameter);
        }

        var values = string.Join(", ", columns.Select((_, index) => $"@p{index}"));
        command.CommandText = $"INSERT INTO \"{table}\" ({names}) VALUES ({values})";
    }

    public static BulkTable Open(InboxDatabase database, string table, params string[] columns) =>
        new(database, table, columns);

    public void Add(params object?[] values)
    {
        if (importer is not null)
        {
            importer.StartRow();
            foreach (var value in values)
            {
                if (value is null) importer.WriteNull();
                else if (value is DateTimeOffset instant) importer.Write(instant.UtcDateTime);
                else if (value is string[] list) importer.Write(list);
                else importer.Write(value);
            }

            return;
        }

        for (var index = 0; index < values.Length; index++)
        {
            command!.Parameters[index].Value = values[index] switch
            {
                null => DBNull.Value,
                DateTimeOffset instant => instant.UtcTicks,
                string[] list => System.Text.Json.JsonSerializer.Serialize(list),
                var other => other,
            };
        }

        command!.ExecuteNonQuery();
    }

    public async ValueTask DisposeAsync()
    {
        if (importer is not null)
        {
            await importer.CompleteAsync();
            await importer.DisposeAsync();
        }

        if (command is null) return;
        await command.Transaction!.CommitAsync();
        await command.DisposeAsync();
    }
}
