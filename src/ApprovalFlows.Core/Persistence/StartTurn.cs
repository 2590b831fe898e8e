using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Nodes on one PostgreSQL that start at the same moment prepare it one after the other. What EF locks itself is
/// a table that an empty database does not have yet. The lock ends with its connection, so that a node that dies
/// holds up nobody; nodes that run are not concerned.
/// </summary>
public sealed class StartTurn : IAsyncDisposable
{
    private const long Key = 0x41_46_53_54_41_52_54;
    private readonly NpgsqlConnection? connection;

    private StartTurn(NpgsqlConnection? connection) => this.connection = connection;

    /// <summary>Waits until no other node prepares the database; SQLite has one node.</summary>
    public static async Task<StartTurn> TakeAsync(
        DatabaseFacade database, CancellationToken cancellation = default)
    {
        if (!database.IsNpgsql()) return new StartTurn(null);
        await MakeAsync(database.GetService<IRelationalDatabaseCreator>(), cancellation);
        var settings = new NpgsqlConnectionStringBuilder(database.GetConnectionString()) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection);
        // As long as the other one needs: a large database is not migrated in a moment.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
        return new StartTurn(connection);
    }

    public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task MakeAsync(IRelationalDatabaseCreator creator, CancellationToken cancellation)
    {
        try
        {
            if (!await creator.ExistsAsync(cancellation)) await creator.CreateAsync(cancellation);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Another node made it at this moment.
        }
    }
}
