using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Workers_EnterpriseId",
                table: "Workers");

            migrationBuilder.AddColumn<Guid>(
                name: "AgencyId",
                table: "Workers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Workers",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Enterprises",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Capital",
                table: "Enterprises",
                type: "TEXT",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "Enterprises",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "Enterprises",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Industry",
                table: "Enterprises",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RepresentativeId",
                table: "Enterprises",
                type: "TEXT",
                maxLength: 18,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RepresentativeName",
                table: "Enterprises",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Enterprises",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "UsedUpId",
                table: "Crossings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RosterUploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnterpriseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Created = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RosterUploads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorkerTerms",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerTerms", x => new { x.Term, x.WorkerId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_AgencyId_Id",
                table: "Workers",
                columns: new[] { "AgencyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_EnterpriseId_Id",
                table: "Workers",
                columns: new[] { "EnterpriseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_ParkCode_Id",
                table: "Workers",
                columns: new[] { "ParkCode", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_WorkAreaCode_Id",
                table: "Workers",
                columns: new[] { "WorkAreaCode", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Enterprises_AreaCode_Id",
                table: "Enterprises",
                columns: new[] { "AreaCode", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Enterprises_Kind_Id",
                table: "Enterprises",
                columns: new[] { "Kind", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Number_Kind",
                table: "Certificates",
                columns: new[] { "Number", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_RosterUploads_ActorId_At",
                table: "RosterUploads",
                columns: new[] { "ActorId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RosterUploads_EnterpriseId_At",
                table: "RosterUploads",
                columns: new[] { "EnterpriseId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RosterUploads");

            migrationBuilder.DropTable(
                name: "WorkerTerms");

            migrationBuilder.DropIndex(
                name: "IX_Workers_AgencyId_Id",
                table: "Workers");

            migrationBuilder.DropIndex(
                name: "IX_Workers_EnterpriseId_Id",
                table: "Workers");

            migrationBuilder.DropIndex(
                name: "IX_Workers_ParkCode_Id",
                table: "Workers");

            migrationBuilder.DropIndex(
                name: "IX_Workers_WorkAreaCode_Id",
                table: "Workers");

            migrationBuilder.DropIndex(
                name: "IX_Enterprises_AreaCode_Id",
                table: "Enterprises");

            migrationBuilder.DropIndex(
                name: "IX_Enterprises_Kind_Id",
                table: "Enterprises");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Number_Kind",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "AgencyId",
                table: "Workers");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Workers");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "Capital",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "ContactName",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "ContactPhone",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "Industry",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "RepresentativeId",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "RepresentativeName",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Enterprises");

            migrationBuilder.DropColumn(
                name: "UsedUpId",
                table: "Crossings");

            migrationBuilder.CreateIndex(
                name: "IX_Workers_EnterpriseId",
                table: "Workers",
                column: "EnterpriseId");
        }
    }
}
