using System.Data.Common;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Data.Sqlite;

namespace ApprovalFlows.Core.Persistence;

/// <summary>Runs statements in a transaction: in one round trip where the database is another process.</summary>
internal static class StatementRun
{
    /// <exception cref="WorkflowConflictException">A row is not as it was read; nothing may be committed.</exception>
    public static Task RunAsync(
        this DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Statement> statements,
        CancellationToken cancellation) =>
        connection.CanCreateBatch
            ? RunTogetherAsync(connection, transaction, statements, cancellation)
            : RunOneByOneAsync(connection, transaction, statements, cancellation);

    private static async Task RunTogetherAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Statement> statements,
        CancellationToken cancellation)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var statement in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = statement.Sql;
            statement.Fill(command.Parameters, command.CreateParameter, isSqlite: false);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
        foreach (var command in batch.BatchCommands) Statement.MustHaveChangedOneRow(command.RecordsAffected);
    }

    private static async Task RunOneByOneAsync(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyList<Statement> statements,
        CancellationToken cancellation)
    {
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement.Sql;
            statement.Fill(command.Parameters, command.CreateParameter, connection is SqliteConnection);
            Statement.MustHaveChangedOneRow(await command.ExecuteNonQueryAsync(cancellation));
        }
    }
}
