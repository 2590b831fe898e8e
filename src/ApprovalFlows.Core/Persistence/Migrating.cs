using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ApprovalFlows.Core.Persistence;

/// <summary>Brings the schema up to date at the start of the program, in a <see cref="StartTurn"/>.</summary>
public static class Migrating
{
    public static async Task BringUpToDateAsync(
        this DatabaseFacade database, CancellationToken cancellation = default)
    {
        var missing = await database.GetPendingMigrationsAsync(cancellation);
        if (!missing.Any()) return;

        // On SQLite the lock is a row, which outlives a killed process; then no start ends. A SQLite
        // file belongs to one process, so a lock that is there before we migrate is nobody's.
        if (database.IsSqlite())
        {
            await database.ExecuteSqlRawAsync(
                """DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
        }

        await database.MigrateAsync(cancellation);
    }
}
