using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Workers",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Enterprises",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "Capital",
                table: "Enterprises",
                type: "numeric(18,2)",
                precision: 18,
                scale: 2,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "Enterprises",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "Enterprises",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Industry",
                table: "Enterprises",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RepresentativeId",
                table: "Enterprises",
                type: "character varying(18)",
                maxLength: 18,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RepresentativeName",
                table: "Enterprises",
                type: "character varying(60)",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Enterprises",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<Guid>(
                name: "UsedUpId",
                table: "Crossings",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RosterUploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EnterpriseId = table.Column<Guid>(type: "uuid", nullable: true),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Created = table.Column<int>(type: "integer", nullable: false),
                    Changed = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false),
                    Refused = table.Column<int>(type: "integer", nullable: false),
                    Result = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RosterUploads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorkerTerms",
                columns: table => new
                {
                    Term = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    WorkerId = table.Column<Guid>(type: "uuid", nullable: false)
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
