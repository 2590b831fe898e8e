using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres;

/// <summary>Written by hand: no entity maps these tables, so the model stays as it is.</summary>
[DbContext(typeof(PostgresAppDbContext))]
[Migration("20261122141500_SchedulerTables")]
public sealed class AddSchedulerTables : Migration
{
    /// <inheritdoc />
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateSchedulerTables();

    /// <inheritdoc />
    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropSchedulerTables();
}
