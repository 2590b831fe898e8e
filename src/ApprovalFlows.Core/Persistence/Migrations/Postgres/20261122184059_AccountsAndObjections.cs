using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AccountsAndObjections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Fields",
                table: "StaffChanges",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LaidAt",
                table: "AssessmentObjections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "AssessmentObjections",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Number",
                table: "AssessmentObjections",
                type: "character varying(23)",
                maxLength: 23,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectorMail",
                table: "AssessmentObjections",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectorName",
                table: "AssessmentObjections",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectorPhone",
                table: "AssessmentObjections",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TakenUpAt",
                table: "AssessmentObjections",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FirstPasswordUntil",
                table: "AspNetUsers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => new { x.UserId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "SecondFactors",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProtectedSecret = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    OnSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastStep = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondFactors", x => x.UserId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentObjections_Number",
                table: "AssessmentObjections",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "SecondFactors");

            migrationBuilder.DropIndex(
                name: "IX_AssessmentObjections_Number",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "Fields",
                table: "StaffChanges");

            migrationBuilder.DropColumn(
                name: "LaidAt",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "ObjectorMail",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "ObjectorName",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "ObjectorPhone",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "TakenUpAt",
                table: "AssessmentObjections");

            migrationBuilder.DropColumn(
                name: "FirstPasswordUntil",
                table: "AspNetUsers");
        }
    }
}
