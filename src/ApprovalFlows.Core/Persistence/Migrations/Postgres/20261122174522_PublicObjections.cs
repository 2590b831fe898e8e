using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PublicObjections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentObjections_Number",
                table: "AssessmentObjections",
                column: "Number",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AssessmentObjections_Number",
                table: "AssessmentObjections");

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
        }
    }
}
