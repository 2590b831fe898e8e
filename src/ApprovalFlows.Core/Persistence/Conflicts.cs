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

    public static bool IsConflict(DbUpdateException failure) =>
        failure is DbUpdateConcurrencyException || IsLostRace(failure.InnerException);

    public static bool IsLostRace(Exception? cause) => cause switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteBusy
            || (sqlite.SqliteErrorCode == SqliteConstraint && sqlite.SqliteExtendedErrorCode
                is SqliteConstraintUnique or SqliteConstraintPrimaryKey),
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        _ => false,
    };
}
