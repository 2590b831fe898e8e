using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Postgres
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

            migrationBuilder.AlterColumn<string>(
                name: "DecidedByName",
                table: "ReviewTasks",
                type: "character varying(220)",
                maxLength: 220,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100,
                oldNullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AskedById",
                table: "ReviewTasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedBecause",
                table: "ReviewTasks",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosedByName",
                table: "ReviewTasks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedForId",
                table: "ReviewTasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Flow",
                table: "ReviewTasks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsPersonal",
                table: "ReviewTasks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsTier",
                table: "ReviewTasks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsUnattended",
                table: "ReviewTasks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MeantPost",
                table: "ReviewTasks",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Part",
                table: "ReviewTasks",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "Signer");

            migrationBuilder.AddColumn<int>(
                name: "Pass",
                table: "ReviewTasks",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindAt",
                table: "ReviewTasks",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<Guid>(
                name: "RoundId",
                table: "ReviewTasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SeatId",
                table: "ReviewTasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Weight",
                table: "ReviewTasks",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "WhenNobody",
                table: "ReviewTasks",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "PostHoldings",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "LeaderPost",
                table: "Departments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SupervisorPost",
                table: "Departments",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemindAt",
                table: "Corrections",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AlterColumn<string>(
                name: "ActorName",
                table: "AuditEntries",
                type: "character varying(220)",
                maxLength: 220,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(100)",
                oldMaxLength: 100);

            migrationBuilder.AddColumn<bool>(
                name: "WantsDigestMail",
                table: "AspNetUsers",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueOrder",
                table: "ReviewTasks",
                type: "timestamp with time zone",
                nullable: false,
                computedColumnSql: "COALESCE(\"DueAt\", TIMESTAMPTZ '9999-12-31 00:00:00+00')",
                stored: true);

            migrationBuilder.Sql(
                """
                UPDATE "ReviewTasks" SET "IsTier" = TRUE
                WHERE "TimeLimit" NOT IN ('', 'acceptance', 'delivery')
                """);

            migrationBuilder.CreateTable(
                name: "CaseComments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuthorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Department = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ToDepartment = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    AnswersId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseComments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CaseCopies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    ByName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ToId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseCopies", x => x.Id);
                });

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
                name: "Deputyships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderId = table.Column<Guid>(type: "uuid", nullable: false),
                    DeputyId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    DepartmentCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    PostCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Flow = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RecordedById = table.Column<Guid>(type: "uuid", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deputyships", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Digests",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Lines = table.Column<int>(type: "integer", nullable: false),
                    ByMail = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Digests", x => new { x.UserId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "HandoverLines",
                columns: table => new
                {
                    HandoverId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    SuccessorId = table.Column<Guid>(type: "uuid", nullable: true),
                    SuccessorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandoverLines", x => new { x.HandoverId, x.TaskId });
                });

            migrationBuilder.CreateTable(
                name: "Handovers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Successors = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    OrderedById = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderedByName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    OrderedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Looked = table.Column<int>(type: "integer", nullable: false),
                    Moved = table.Column<int>(type: "integer", nullable: false),
                    Released = table.Column<int>(type: "integer", nullable: false),
                    SentOn = table.Column<int>(type: "integer", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Handovers", x => x.Id);
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
                name: "JobRuns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastBusyAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastBusyResult = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRuns", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Lines = table.Column<string>(type: "text", nullable: true),
                    CaseNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AwaitsDigest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Id);
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
                name: "Recusals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    EnterpriseId = table.Column<Guid>(type: "uuid", nullable: true),
                    ApplicantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Ground = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RecordedById = table.Column<Guid>(type: "uuid", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedById = table.Column<Guid>(type: "uuid", nullable: true),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recusals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Reminders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Rung = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Text = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsUrgent = table.Column<bool>(type: "boolean", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReachedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MessageId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reminders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReviewRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    InstanceId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    BookmarkId = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    StepId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Ratio = table.Column<int>(type: "integer", nullable: false),
                    Seats = table.Column<string>(type: "text", nullable: false),
                    DetourOf = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Pass = table.Column<int>(type: "integer", nullable: false),
                    Status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    HadEffect = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewRounds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StaffChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: false),
                    ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Action = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    OtherId = table.Column<Guid>(type: "uuid", nullable: true),
                    DepartmentCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    PostCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffChanges", x => x.Id);
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
                name: "Urgings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Urgings", x => x.Id);
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

            migrationBuilder.AlterColumn<string>(
                name: "DecidedByName",
                table: "ReviewTasks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "character varying(220)",
                oldMaxLength: 220,
                oldNullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "ActorName",
                table: "AuditEntries",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(220)",
                oldMaxLength: 220);

            migrationBuilder.CreateTable(
                name: "DateNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    MoveId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
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
