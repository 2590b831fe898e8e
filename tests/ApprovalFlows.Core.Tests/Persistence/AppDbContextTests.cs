using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Persistence;

public sealed class AppDbContextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Model_OfSqlite_HasNoChangeWithoutAMigration()
    {
        using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite("Data Source=:memory:").Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Model_OfPostgres_HasNoChangeWithoutAMigration()
    {
        using var db = new PostgresAppDbContext(new DbContextOptionsBuilder<PostgresAppDbContext>()
            .UseNpgsql("Host=none").Options);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    public async Task Connection_ToSqlite_SurvivesALossOfPower(string pragma, string expected)
    {
        await using var host = await CoreHost.StartAsync(DatabaseKind.Sqlite);

        var value = await host.ReadAsync<AppDbContext, string?>(async db =>
        {
            await db.Database.OpenConnectionAsync(Cancellation);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            return (await command.ExecuteScalarAsync(Cancellation))?.ToString();
        });

        Assert.Equal(expected, value);
    }
}
