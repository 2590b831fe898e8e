using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AskedById",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedBecause",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedByName",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsPersonal",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Part",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Signer");

            migrationBuilder.AddColumn<int>(
                name: "Pass",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "RoundId",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SeatId",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Weight",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "ReviewRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    BookmarkId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ratio = table.Column<int>(type: "INTEGER", nullable: false),
                    Seats = table.Column<string>(type: "TEXT", nullable: false),
                    DetourOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Pass = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HadEffect = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewRounds", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_RoundId",
                table: "ReviewTasks",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewRounds_CaseId",
                table: "ReviewRounds",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewRounds_InstanceId_Status",
                table: "ReviewRounds",
                columns: new[] { "InstanceId", "Status" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReviewRounds");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_RoundId",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "AskedById",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "ClosedBecause",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "ClosedByName",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "IsPersonal",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Part",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Pass",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "RoundId",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "SeatId",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Weight",
                table: "ReviewTasks");
        }
    }
}
