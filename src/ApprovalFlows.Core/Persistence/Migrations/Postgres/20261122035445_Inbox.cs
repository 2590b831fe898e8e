using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Inbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_AssigneeId_Status_DueAt",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DecidedById_FinishedAt",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_Status_DueAt",
                table: "ReviewTasks");

            migrationBuilder.AddColumn<string>(
                name: "Flow",
                table: "ReviewTasks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueOrder",
                table: "ReviewTasks",
                type: "timestamp with time zone",
                nullable: false,
                computedColumnSql: "COALESCE(\"DueAt\", TIMESTAMPTZ '9999-12-31 00:00:00+00')",
                stored: true);

            migrationBuilder.CreateTable(
                name: "CaseTerms",
                columns: table => new
                {
                    Term = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTerms", x => new { x.Term, x.CaseId });
                });

            migrationBuilder.CreateTable(
                name: "CaseTexts",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTexts", x => x.CaseId);
                });

            migrationBuilder.CreateTable(
                name: "InboxFilters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Query = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxFilters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpinionDrafts",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Opinion = table.Column<string>(type: "text", nullable: false),
                    Items = table.Column<string>(type: "text", nullable: false),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpinionDrafts", x => new { x.UserId, x.TaskId });
                });

            migrationBuilder.CreateTable(
                name: "OpinionPhrases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpinionPhrases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StepLabels",
                columns: table => new
                {
                    Flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    StepId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    DepartmentCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PostCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StepText = table.Column<string>(type: "text", nullable: false),
                    FlowText = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StepLabels", x => new { x.DepartmentCode, x.PostCode, x.Flow, x.StepId });
                });

            migrationBuilder.CreateTable(
                name: "TaskBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Act = table.Column<int>(type: "integer", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Opinion = table.Column<string>(type: "text", nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TaskBatchItems",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Result = table.Column<int>(type: "integer", nullable: false),
                    ReasonZh = table.Column<string>(type: "text", nullable: true),
                    ReasonVi = table.Column<string>(type: "text", nullable: true),
                    ReasonEn = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskBatchItems", x => new { x.BatchId, x.Position });
                    table.ForeignKey(
                        name: "FK_TaskBatchItems_TaskBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "TaskBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_AssigneeId_CreatedAt_Id",
                table: "ReviewTasks",
                columns: new[] { "AssigneeId", "CreatedAt", "Id" },
                filter: "\"Status\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_AssigneeId_DueOrder_Id",
                table: "ReviewTasks",
                columns: new[] { "AssigneeId", "DueOrder", "Id" },
                filter: "\"Status\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_AssigneeId_Flow_DueOrder_Id",
                table: "ReviewTasks",
                columns: new[] { "AssigneeId", "Flow", "DueOrder", "Id" },
                filter: "\"Status\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_DecidedById_FinishedAt_Id",
                table: "ReviewTasks",
                columns: new[] { "DecidedById", "FinishedAt", "Id" },
                filter: "\"Status\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_CreatedAt_Id",
                table: "ReviewTasks",
                columns: new[] { "DepartmentCode", "PostCode", "CreatedAt", "Id" },
                filter: "\"Status\" = 0 AND \"AssigneeId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_DueOrder_Id",
                table: "ReviewTasks",
                columns: new[] { "DepartmentCode", "PostCode", "DueOrder", "Id" },
                filter: "\"Status\" = 0 AND \"AssigneeId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_Flow_DueOrder_Id",
                table: "ReviewTasks",
                columns: new[] { "DepartmentCode", "PostCode", "Flow", "DueOrder", "Id" },
                filter: "\"Status\" = 0 AND \"AssigneeId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InboxFilters_OwnerId_Name",
                table: "InboxFilters",
                columns: new[] { "OwnerId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OpinionPhrases_OwnerId_Text",
                table: "OpinionPhrases",
                columns: new[] { "OwnerId", "Text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TaskBatches_OwnerId_StartedAt",
                table: "TaskBatches",
                columns: new[] { "OwnerId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskBatches_StartedAt",
                table: "TaskBatches",
                column: "StartedAt",
                filter: "\"FinishedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseTerms");

            migrationBuilder.DropTable(
                name: "CaseTexts");

            migrationBuilder.DropTable(
                name: "InboxFilters");

            migrationBuilder.DropTable(
                name: "OpinionDrafts");

            migrationBuilder.DropTable(
                name: "OpinionPhrases");

            migrationBuilder.DropTable(
                name: "StepLabels");

            migrationBuilder.DropTable(
                name: "TaskBatchItems");

            migrationBuilder.DropTable(
                name: "TaskBatches");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_AssigneeId_CreatedAt_Id",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_AssigneeId_DueOrder_Id",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_AssigneeId_Flow_DueOrder_Id",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DecidedById_FinishedAt_Id",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_CreatedAt_Id",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_DueOrder_Id",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_Flow_DueOrder_Id",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "DueOrder",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Flow",
                table: "ReviewTasks");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_AssigneeId_Status_DueAt",
                table: "ReviewTasks",
                columns: new[] { "AssigneeId", "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_DecidedById_FinishedAt",
                table: "ReviewTasks",
                columns: new[] { "DecidedById", "FinishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_Status_DueAt",
                table: "ReviewTasks",
                columns: new[] { "DepartmentCode", "PostCode", "Status", "DueAt" });
        }
    }
}
