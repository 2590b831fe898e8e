using System.Data.Common;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ApprovalFlows.Core.Persistence;

/// <summary>Tells a lost race, after which the unit of work may be run again, from a fault.</summary>
public static class Conflicts
{
    private const int SqliteConstraint = 19;
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteBusy = 5;

    // Providers wrap the cause: EF as a failed update, Npgsql once more as "likely transient".
    public static bool IsLostRace(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is WorkflowConflictException or DbUpdateConcurrencyException || IsOfDatabase(cause))
                return true;
        }

        return false;
    }

    /// <summary>Whether the database failed, whoever was asking it at that moment.</summary>
    public static bool IsFailure(Exception failure) => failure is DbUpdateException or DbException
        || IsLostRace(failure)
        || (failure.InnerException is { } cause && IsFailure(cause));

    /// <summary>Whether a caller sent a text with a NUL, which PostgreSQL has no writing for.</summary>
    public static bool IsUnreadableText(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire }
        || (failure.InnerException is { } cause && IsUnreadableText(cause));

    private static bool IsOfDatabase(Exception cause) => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteBusy
            || (sqlite.SqliteErrorCode == SqliteConstraint && sqlite.SqliteExtendedErrorCode
                is SqliteConstraintUnique or SqliteConstraintPrimaryKey),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };
}
