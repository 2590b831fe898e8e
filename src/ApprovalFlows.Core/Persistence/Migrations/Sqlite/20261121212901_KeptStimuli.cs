using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "KeptAt",
                table: "Outbox",
                type: "INTEGER",
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
