using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class KeptStimuli : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Hash",
                table: "Outbox",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "KeptAt",
                table: "Outbox",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Hash",
                table: "Outbox",
                column: "Hash",
                filter: "\"KeptAt\" IS NOT NULL AND \"FinishedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_Hash",
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
