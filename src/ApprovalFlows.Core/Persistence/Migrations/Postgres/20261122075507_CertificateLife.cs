using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CertificateLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AgentId",
                table: "Certificates",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Certificates",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "CertificateEntries",
                type: "character varying(1100)",
                maxLength: 1100,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(500)",
                oldMaxLength: 500,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "OfficialLetters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    IssuerCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    RecipientCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    List = table.Column<string>(type: "text", nullable: false),
                    ListSha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    LineCount = table.Column<int>(type: "integer", nullable: false),
                    CoveredUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WrittenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AcknowledgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ChasedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ChaseCount = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficialLetters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LetterSources",
                columns: table => new
                {
                    RecipientCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    LetterId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LetterSources", x => new { x.RecipientCode, x.EntryId });
                    table.ForeignKey(
                        name: "FK_LetterSources_OfficialLetters_LetterId",
                        column: x => x.LetterId,
                        principalTable: "OfficialLetters",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_AgentId_Kind",
                table: "Certificates",
                columns: new[] { "AgentId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEntries_At",
                table: "CertificateEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_LetterSources_LetterId",
                table: "LetterSources",
                column: "LetterId");

            migrationBuilder.CreateIndex(
                name: "IX_OfficialLetters_IssuerCode_WrittenAt",
                table: "OfficialLetters",
                columns: new[] { "IssuerCode", "WrittenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OfficialLetters_Number",
                table: "OfficialLetters",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OfficialLetters_Open",
                table: "OfficialLetters",
                column: "WrittenAt",
                filter: "\"AcknowledgedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OfficialLetters_RecipientCode_Kind_CoveredUntil",
                table: "OfficialLetters",
                columns: new[] { "RecipientCode", "Kind", "CoveredUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_OfficialLetters_RecipientCode_WrittenAt",
                table: "OfficialLetters",
                columns: new[] { "RecipientCode", "WrittenAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LetterSources");

            migrationBuilder.DropTable(
                name: "OfficialLetters");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_AgentId_Kind",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_CertificateEntries_At",
                table: "CertificateEntries");

            migrationBuilder.DropColumn(
                name: "AgentId",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Certificates");

            migrationBuilder.AlterColumn<string>(
                name: "Reason",
                table: "CertificateEntries",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(1100)",
                oldMaxLength: 1100,
                oldNullable: true);
        }
    }
}
