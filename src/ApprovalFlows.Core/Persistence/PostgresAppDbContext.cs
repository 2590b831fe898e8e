using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Workers;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ApprovalFlows.Core.Persistence;

public sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options)
    : AppDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // timestamptz takes instants in UTC only.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Utc>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ReviewTask>().Property(task => task.DueOrder).HasComputedColumnSql(
            "COALESCE(\"DueAt\", TIMESTAMPTZ '9999-12-31 00:00:00+00')", stored: true);
        builder.Entity<WorkerTerm>().Property(row => row.Term).UseCollation(CaseTerm.PostgresCollation);
        builder.Entity<CaseTerm>().Property(row => row.Term).UseCollation(CaseTerm.PostgresCollation);
    }

    private sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        instant => instant.ToUniversalTime(), instant => instant);

    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresAppDbContext>
    {
        public PostgresAppDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql("Host=none").Options);
    }
}
