using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Review : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DateNotices");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_AssigneeId_Status_DueAt",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DecidedById_FinishedAt",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_DepartmentCode_PostCode_Status_DueAt",
                table: "ReviewTasks");

            migrationBuilder.AddColumn<Guid>(
                name: "AskedById",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedBecause",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedByName",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedForId",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Flow",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsPersonal",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsTier",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsUnattended",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MeantPost",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Part",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "Signer");

            migrationBuilder.AddColumn<int>(
                name: "Pass",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "RemindAt",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 621355968000000000L);

            migrationBuilder.AddColumn<Guid>(
                name: "RoundId",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SeatId",
                table: "ReviewTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Weight",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "WhenNobody",
                table: "ReviewTasks",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "PostHoldings",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LeaderPost",
                table: "Departments",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupervisorPost",
                table: "Departments",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemindAt",
                table: "Corrections",
                type: "INTEGER",
                nullable: false,
                defaultValue: 621355968000000000L);

            migrationBuilder.AddColumn<bool>(
                name: "WantsDigestMail",
                table: "AspNetUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "DueOrder",
                table: "ReviewTasks",
                type: "INTEGER",
                nullable: false,
                computedColumnSql: "COALESCE(\"DueAt\", 3155378112000000000)",
                stored: false);

            migrationBuilder.Sql(
                """
                UPDATE "ReviewTasks" SET "IsTier" = 1
                WHERE "TimeLimit" NOT IN ('', 'acceptance', 'delivery')
                """);

            migrationBuilder.CreateTable(
                name: "CaseComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Department = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ToDepartment = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    AnswersId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseComments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseCopies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseCopies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseTerms",
                columns: table => new
                {
                    Term = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTerms", x => new { x.Term, x.CaseId });
                });

            migrationBuilder.CreateTable(
                name: "CaseTexts",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseTexts", x => x.CaseId);
                });

            migrationBuilder.CreateTable(
                name: "Deputyships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HolderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeputyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DepartmentCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PostCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deputyships", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Digests",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    ByMail = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Digests", x => new { x.UserId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "HandoverLines",
                columns: table => new
                {
                    HandoverId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Result = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    SuccessorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SuccessorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandoverLines", x => new { x.HandoverId, x.TaskId });
                });

            migrationBuilder.CreateTable(
                name: "Handovers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Successors = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    OrderedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderedByName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    OrderedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Looked = table.Column<int>(type: "INTEGER", nullable: false),
                    Moved = table.Column<int>(type: "INTEGER", nullable: false),
                    Released = table.Column<int>(type: "INTEGER", nullable: false),
                    SentOn = table.Column<int>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Handovers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InboxFilters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Query = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxFilters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobRuns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    LastBusyAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastBusyResult = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRuns", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Lines = table.Column<string>(type: "TEXT", nullable: true),
                    CaseNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AwaitsDigest = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OpinionDrafts",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Opinion = table.Column<string>(type: "TEXT", nullable: false),
                    Items = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpinionDrafts", x => new { x.UserId, x.TaskId });
                });

            migrationBuilder.CreateTable(
                name: "OpinionPhrases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OpinionPhrases", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Recusals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EnterpriseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ApplicantId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Ground = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recusals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Rung = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsUrgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReachedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    BookmarkId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Ratio = table.Column<int>(type: "INTEGER", nullable: false),
                    Seats = table.Column<string>(type: "TEXT", nullable: false),
                    DetourOf = table.Column<Guid>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Pass = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HadEffect = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewRounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StaffChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OtherId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DepartmentCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PostCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StepLabels",
                columns: table => new
                {
                    Flow = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    StepId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DepartmentCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PostCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StepText = table.Column<string>(type: "TEXT", nullable: false),
                    FlowText = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StepLabels", x => new { x.DepartmentCode, x.PostCode, x.Flow, x.StepId });
                });

            migrationBuilder.CreateTable(
                name: "TaskBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Opinion = table.Column<string>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Urgings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Urgings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TaskBatchItems",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Result = table.Column<int>(type: "INTEGER", nullable: false),
                    ReasonZh = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonVi = table.Column<string>(type: "TEXT", nullable: true),
                    ReasonEn = table.Column<string>(type: "TEXT", nullable: true)
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
                name: "IX_ReviewTasks_IsUnattended",
                table: "ReviewTasks",
                column: "IsUnattended",
                filter: "\"IsUnattended\"");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_RoundId",
                table: "ReviewTasks",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewTasks_Status_RemindAt",
                table: "ReviewTasks",
                columns: new[] { "Status", "RemindAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Corrections_RemindAt",
                table: "Corrections",
                column: "RemindAt",
                filter: "\"ResubmittedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CaseComments_AnswersId",
                table: "CaseComments",
                column: "AnswersId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseComments_CaseId_ToDepartment",
                table: "CaseComments",
                columns: new[] { "CaseId", "ToDepartment" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseCopies_CaseId_ToId",
                table: "CaseCopies",
                columns: new[] { "CaseId", "ToId" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseCopies_TaskId_ToId",
                table: "CaseCopies",
                columns: new[] { "TaskId", "ToId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseCopies_ToId_ReadAt",
                table: "CaseCopies",
                columns: new[] { "ToId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deputyships_DeputyId_To",
                table: "Deputyships",
                columns: new[] { "DeputyId", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_Deputyships_HolderId_To",
                table: "Deputyships",
                columns: new[] { "HolderId", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_FinishedAt",
                table: "Handovers",
                column: "FinishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Handovers_PersonId",
                table: "Handovers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_InboxFilters_OwnerId_Name",
                table: "InboxFilters",
                columns: new[] { "OwnerId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_AwaitsDigest",
                table: "Messages",
                column: "UserId",
                filter: "\"AwaitsDigest\"");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_UserId_Key",
                table: "Messages",
                columns: new[] { "UserId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_UserId_ReadAt",
                table: "Messages",
                columns: new[] { "UserId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OpinionPhrases_OwnerId_Text",
                table: "OpinionPhrases",
                columns: new[] { "OwnerId", "Text" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Recusals_PersonId",
                table: "Recusals",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_CaseId",
                table: "Reminders",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_State_IsUrgent_NotBefore",
                table: "Reminders",
                columns: new[] { "State", "IsUrgent", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_SubjectId_Version_Rung_UserId",
                table: "Reminders",
                columns: new[] { "SubjectId", "Version", "Rung", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reminders_UserId_State",
                table: "Reminders",
                columns: new[] { "UserId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ReviewRounds_CaseId",
                table: "ReviewRounds",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_ReviewRounds_InstanceId_Status",
                table: "ReviewRounds",
                columns: new[] { "InstanceId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_StaffChanges_PersonId",
                table: "StaffChanges",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_TaskBatches_OwnerId_StartedAt",
                table: "TaskBatches",
                columns: new[] { "OwnerId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TaskBatches_StartedAt",
                table: "TaskBatches",
                column: "StartedAt",
                filter: "\"FinishedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Urgings_TaskId_ById_Day",
                table: "Urgings",
                columns: new[] { "TaskId", "ById", "Day" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseComments");

            migrationBuilder.DropTable(
                name: "CaseCopies");

            migrationBuilder.DropTable(
                name: "CaseTerms");

            migrationBuilder.DropTable(
                name: "CaseTexts");

            migrationBuilder.DropTable(
                name: "Deputyships");

            migrationBuilder.DropTable(
                name: "Digests");

            migrationBuilder.DropTable(
                name: "HandoverLines");

            migrationBuilder.DropTable(
                name: "Handovers");

            migrationBuilder.DropTable(
                name: "InboxFilters");

            migrationBuilder.DropTable(
                name: "JobRuns");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "OpinionDrafts");

            migrationBuilder.DropTable(
                name: "OpinionPhrases");

            migrationBuilder.DropTable(
                name: "Recusals");

            migrationBuilder.DropTable(
                name: "Reminders");

            migrationBuilder.DropTable(
                name: "ReviewRounds");

            migrationBuilder.DropTable(
                name: "StaffChanges");

            migrationBuilder.DropTable(
                name: "StepLabels");

            migrationBuilder.DropTable(
                name: "TaskBatchItems");

            migrationBuilder.DropTable(
                name: "Urgings");

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

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_IsUnattended",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_RoundId",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_ReviewTasks_Status_RemindAt",
                table: "ReviewTasks");

            migrationBuilder.DropIndex(
                name: "IX_Corrections_RemindAt",
                table: "Corrections");

            migrationBuilder.DropColumn(
                name: "DueOrder",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "AskedById",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "ClosedBecause",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "ClosedByName",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "DecidedForId",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Flow",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "IsPersonal",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "IsTier",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "IsUnattended",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "MeantPost",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Part",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Pass",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "RemindAt",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "RoundId",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "SeatId",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Weight",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "WhenNobody",
                table: "ReviewTasks");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "PostHoldings");

            migrationBuilder.DropColumn(
                name: "LeaderPost",
                table: "Departments");

            migrationBuilder.DropColumn(
                name: "SupervisorPost",
                table: "Departments");

            migrationBuilder.DropColumn(
                name: "RemindAt",
                table: "Corrections");

            migrationBuilder.DropColumn(
                name: "WantsDigestMail",
                table: "AspNetUsers");

            migrationBuilder.CreateTable(
                name: "DateNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MoveId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DateNotices", x => x.Id);
                });

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

            migrationBuilder.CreateIndex(
                name: "IX_DateNotices_MoveId_UserId",
                table: "DateNotices",
                columns: new[] { "MoveId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DateNotices_UserId_ReadAt",
                table: "DateNotices",
                columns: new[] { "UserId", "ReadAt" });
        }
    }
}
