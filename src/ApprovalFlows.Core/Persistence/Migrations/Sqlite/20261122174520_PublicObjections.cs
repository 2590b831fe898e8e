using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PublicObjections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LaidAt",
                table: "AssessmentObjections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "AssessmentObjections",
                type: "TEXT",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Number",
                table: "AssessmentObjections",
                type: "TEXT",
                maxLength: 23,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectorMail",
                table: "AssessmentObjections",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectorName",
                table: "AssessmentObjections",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectorPhone",
                table: "AssessmentObjections",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TakenUpAt",
                table: "AssessmentObjections",
                type: "INTEGER",
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
