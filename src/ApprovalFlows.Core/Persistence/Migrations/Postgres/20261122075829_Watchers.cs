using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Watchers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Certificates_Kind_ValidTo",
                table: "Certificates");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Messages",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Clues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Source = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    KindCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<DateOnly>(type: "date", nullable: false),
                    WorkerId = table.Column<Guid>(type: "uuid", nullable: true),
                    EnterpriseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Facts = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClosedById = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobHistory",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Job = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Node = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AskedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    CaughtUp = table.Column<int>(type: "integer", nullable: false),
                    IsComplete = table.Column<bool>(type: "boolean", nullable: false),
                    Result = table.Column<string>(type: "text", nullable: false),
                    Failure = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobHistory", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobStates",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PausedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PausedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PauseReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AskedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    HeldBy = table.Column<Guid>(type: "uuid", nullable: true),
                    HeldUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DoneThrough = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobStates", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "PaperNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Watcher = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<DateOnly>(type: "date", nullable: false),
                    Rung = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Party = table.Column<string>(type: "character varying(90)", maxLength: 90, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Address = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    IsUrgent = table.Column<bool>(type: "boolean", nullable: false),
                    ReachedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperNotices", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Crossings_RecordedAt_Id",
                table: "Crossings",
                columns: new[] { "RecordedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Crossings_VoidedAt",
                table: "Crossings",
                column: "VoidedAt",
                filter: "\"VoidedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_EndedOn_Id",
                table: "Certificates",
                columns: new[] { "EndedOn", "Id" },
                filter: "\"EndedOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Kind_ValidFrom_Id",
                table: "Certificates",
                columns: new[] { "Kind", "ValidFrom", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Kind_ValidTo_Id",
                table: "Certificates",
                columns: new[] { "Kind", "ValidTo", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_ValidTo_Id",
                table: "Certificates",
                columns: new[] { "ValidTo", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEntries_At_Id",
                table: "CertificateEntries",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Clues_Number",
                table: "Clues",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Clues_Status_Id",
                table: "Clues",
                columns: new[] { "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Clues_SubjectId_Source_Version",
                table: "Clues",
                columns: new[] { "SubjectId", "Source", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JobHistory_Job_Id",
                table: "JobHistory",
                columns: new[] { "Job", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PaperNotices_Party_Id",
                table: "PaperNotices",
                columns: new[] { "Party", "Id" },
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_PaperNotices_SubjectId_Watcher_Version_Rung_Party",
                table: "PaperNotices",
                columns: new[] { "SubjectId", "Watcher", "Version", "Rung", "Party" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Clues");

            migrationBuilder.DropTable(
                name: "JobHistory");

            migrationBuilder.DropTable(
                name: "JobStates");

            migrationBuilder.DropTable(
                name: "PaperNotices");

            migrationBuilder.DropIndex(
                name: "IX_Crossings_RecordedAt_Id",
                table: "Crossings");

            migrationBuilder.DropIndex(
                name: "IX_Crossings_VoidedAt",
                table: "Crossings");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_EndedOn_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Kind_ValidFrom_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Kind_ValidTo_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_ValidTo_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_CertificateEntries_At_Id",
                table: "CertificateEntries");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Messages");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Kind_ValidTo",
                table: "Certificates",
                columns: new[] { "Kind", "ValidTo" });
        }
    }
}
