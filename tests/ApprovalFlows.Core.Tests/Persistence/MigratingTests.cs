using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Persistence;

public sealed class MigratingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task BringUpToDate_LockLeftByAKilledProcess_MigratesAllTheSame()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsLock" (
                "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
                "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-11-21 20:00:00');
            """,
            limit.Token);

        await db.Database.BringUpToDateAsync(limit.Token);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(limit.Token));
        Assert.Empty(await db.Cases.ToListAsync(limit.Token));
    }

    [Fact]
    public async Task BringUpToDate_ByTwoNodesAtOnceOnAnEmptyPostgres_MigratesOnce()
    {
        using var postgres = new PostgresDatabase();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => BringUpAsync(postgres))));

        await using var db = OpenPostgres(postgres);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        folder.Dispose();
    }

    private static async Task BringUpAsync(PostgresDatabase postgres)
    {
        await using var db = OpenPostgres(postgres);
        await using var turn = await StartTurn.TakeAsync(db.Database, TestContext.Current.CancellationToken);
        await db.Database.BringUpToDateAsync(TestContext.Current.CancellationToken);
    }

    private static PostgresAppDbContext OpenPostgres(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);

    private string ConnectionString => $"Data Source={Path.Combine(folder.Path, "approval-flows.db")}";

    private SqliteAppDbContext Open() => new(
        new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite(ConnectionString).Options);
}
