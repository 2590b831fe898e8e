using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Runtime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ContentHash",
                table: "WorkflowDefinitions",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "WasPublished",
                table: "WorkflowDefinitions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "HasStarted",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Outbox",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "KeptAt",
                table: "Outbox",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "WorkflowAlterations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Alteration = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Target = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    OldValue = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    NewValue = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkflowAlterations", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowBookmarks_Name",
                table: "WorkflowBookmarks",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Hash",
                table: "Outbox",
                column: "Hash",
                filter: "\"KeptAt\" IS NOT NULL AND \"FinishedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkflowAlterations_InstanceId",
                table: "WorkflowAlterations",
                column: "InstanceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "WorkflowAlterations");

            migrationBuilder.DropIndex(
                name: "IX_WorkflowBookmarks_Name",
                table: "WorkflowBookmarks");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Hash",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "ContentHash",
                table: "WorkflowDefinitions");

            migrationBuilder.DropColumn(
                name: "WasPublished",
                table: "WorkflowDefinitions");

            migrationBuilder.DropColumn(
                name: "HasStarted",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "KeptAt",
                table: "Outbox");
        }
    }
}
