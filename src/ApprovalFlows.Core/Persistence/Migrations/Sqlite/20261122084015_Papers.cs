using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlows.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Papers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Certificates_CaseId",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_EnterpriseId",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Number",
                table: "Certificates");

            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "Messages",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

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

            migrationBuilder.AlterColumn<string>(
                name: "FilingNumber",
                table: "Certificates",
                type: "TEXT",
                maxLength: 60,
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 60);

            migrationBuilder.AlterColumn<Guid>(
                name: "CaseId",
                table: "Certificates",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<Guid>(
                name: "AgentId",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AreaCodes",
                table: "Certificates",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EndedOn",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IssuerName",
                table: "Certificates",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "PreviousId",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Certificates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "WorkerId",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "WorkerId",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "WorkerId",
                table: "AspNetUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Bookings",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bookings", x => x.CaseId);
                    table.ForeignKey(
                        name: "FK_Bookings_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CertificateEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1100, nullable: true),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificateEntries_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CertificateSuspensions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CertificateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    OrderedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LiftedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    LiftedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CertificateSuspensions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CertificateSuspensions_Certificates_CertificateId",
                        column: x => x.CertificateId,
                        principalTable: "Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Clues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    KindCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EnterpriseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Facts = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClosedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Crossings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DocumentKind = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    DocumentNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Direction = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Port = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    VoidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    VoidReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    UsedUpId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Crossings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HealthResults",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Items = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    RecordedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HealthResults", x => x.CaseId);
                    table.ForeignKey(
                        name: "FK_HealthResults_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "JobHistory",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Job = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Node = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    CaughtUp = table.Column<int>(type: "INTEGER", nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobHistory", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobStates",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PausedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PausedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PauseReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    HeldBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    HeldUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    DoneThrough = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobStates", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "OfficialLetters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    IssuerCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RecipientCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    List = table.Column<string>(type: "TEXT", nullable: false),
                    ListSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    LineCount = table.Column<int>(type: "INTEGER", nullable: false),
                    CoveredUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    WrittenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ChasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ChaseCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficialLetters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaperNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Watcher = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Version = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rung = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Party = table.Column<string>(type: "TEXT", maxLength: 90, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsUrgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReachedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaperNotices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegisterChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Register = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RecordId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterChanges", x => x.Id);
                });

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
                name: "Workers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    NameOriginal = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    NameLatin = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    NameChinese = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Sex = table.Column<int>(type: "INTEGER", nullable: false),
                    BirthDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Nationality = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    PersonalNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: true),
                    HomeProvince = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    HomeCommune = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    HomeAddress = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    EnterpriseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AgencyId = table.Column<Guid>(type: "TEXT", nullable: true),
                    WorkAreaCode = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    ParkCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    PostCode = table.Column<string>(type: "TEXT", maxLength: 30, nullable: true),
                    MergedIntoId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    SearchText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, defaultValue: "")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workers", x => x.Id);
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

            migrationBuilder.CreateTable(
                name: "LetterSources",
                columns: table => new
                {
                    RecipientCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EntryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LetterId = table.Column<Guid>(type: "TEXT", nullable: false)
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
                name: "IX_Enterprises_AreaCode_Id",
                table: "Enterprises",
                columns: new[] { "AreaCode", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Enterprises_Kind_Id",
                table: "Enterprises",
                columns: new[] { "Kind", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_AgentId_Kind",
                table: "Certificates",
                columns: new[] { "AgentId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_CaseId",
                table: "Certificates",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_EndedOn_Id",
                table: "Certificates",
                columns: new[] { "EndedOn", "Id" },
                filter: "\"EndedOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_EnterpriseId_Kind_ValidTo",
                table: "Certificates",
                columns: new[] { "EnterpriseId", "Kind", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Kind_IssuerName_Number_WorkerId",
                table: "Certificates",
                columns: new[] { "Kind", "IssuerName", "Number", "WorkerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Kind_ValidFrom_Id",
                table: "Certificates",
                columns: new[] { "Kind", "ValidFrom", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Kind_ValidTo_Id",
                table: "Certificates",
                columns: new[] { "Kind", "ValidTo", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Number",
                table: "Certificates",
                column: "Number",
                unique: true,
                filter: "\"IssuerDepartmentCode\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Number_Kind",
                table: "Certificates",
                columns: new[] { "Number", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_ValidTo_Id",
                table: "Certificates",
                columns: new[] { "ValidTo", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_WorkerId_Kind",
                table: "Certificates",
                columns: new[] { "WorkerId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_WorkerId",
                table: "Cases",
                column: "WorkerId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_WorkerId",
                table: "AspNetUsers",
                column: "WorkerId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bookings_Place_At",
                table: "Bookings",
                columns: new[] { "Place", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEntries_At",
                table: "CertificateEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEntries_At_Id",
                table: "CertificateEntries",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateEntries_CertificateId_At",
                table: "CertificateEntries",
                columns: new[] { "CertificateId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CertificateSuspensions_CertificateId_From",
                table: "CertificateSuspensions",
                columns: new[] { "CertificateId", "From" });

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
                name: "IX_Crossings_At",
                table: "Crossings",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Crossings_DocumentNumber_At",
                table: "Crossings",
                columns: new[] { "DocumentNumber", "At" });

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
                name: "IX_Crossings_WorkerId_At",
                table: "Crossings",
                columns: new[] { "WorkerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_JobHistory_Job_Id",
                table: "JobHistory",
                columns: new[] { "Job", "Id" });

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

            migrationBuilder.CreateIndex(
                name: "IX_RegisterChanges_Register_RecordId_At",
                table: "RegisterChanges",
                columns: new[] { "Register", "RecordId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RosterUploads_ActorId_At",
                table: "RosterUploads",
                columns: new[] { "ActorId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RosterUploads_EnterpriseId_At",
                table: "RosterUploads",
                columns: new[] { "EnterpriseId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_AgencyId_Id",
                table: "Workers",
                columns: new[] { "AgencyId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_EnterpriseId_Id",
                table: "Workers",
                columns: new[] { "EnterpriseId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_NameLatin_BirthDate",
                table: "Workers",
                columns: new[] { "NameLatin", "BirthDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_ParkCode_Id",
                table: "Workers",
                columns: new[] { "ParkCode", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workers_PersonalNumber",
                table: "Workers",
                column: "PersonalNumber");

            migrationBuilder.CreateIndex(
                name: "IX_Workers_WorkAreaCode_Id",
                table: "Workers",
                columns: new[] { "WorkAreaCode", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Bookings");

            migrationBuilder.DropTable(
                name: "CertificateEntries");

            migrationBuilder.DropTable(
                name: "CertificateSuspensions");

            migrationBuilder.DropTable(
                name: "Clues");

            migrationBuilder.DropTable(
                name: "Crossings");

            migrationBuilder.DropTable(
                name: "HealthResults");

            migrationBuilder.DropTable(
                name: "JobHistory");

            migrationBuilder.DropTable(
                name: "JobStates");

            migrationBuilder.DropTable(
                name: "LetterSources");

            migrationBuilder.DropTable(
                name: "PaperNotices");

            migrationBuilder.DropTable(
                name: "RegisterChanges");

            migrationBuilder.DropTable(
                name: "RosterUploads");

            migrationBuilder.DropTable(
                name: "Workers");

            migrationBuilder.DropTable(
                name: "WorkerTerms");

            migrationBuilder.DropTable(
                name: "OfficialLetters");

            migrationBuilder.DropIndex(
                name: "IX_Enterprises_AreaCode_Id",
                table: "Enterprises");

            migrationBuilder.DropIndex(
                name: "IX_Enterprises_Kind_Id",
                table: "Enterprises");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_AgentId_Kind",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_CaseId",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_EndedOn_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_EnterpriseId_Kind_ValidTo",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Kind_IssuerName_Number_WorkerId",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Kind_ValidFrom_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Kind_ValidTo_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Number",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Number_Kind",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_ValidTo_Id",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_WorkerId_Kind",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Cases_WorkerId",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_WorkerId",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "Messages");

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
                name: "AgentId",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "AreaCodes",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "EndedOn",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "IssuerName",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "PreviousId",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "WorkerId",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "WorkerId",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "WorkerId",
                table: "AspNetUsers");

            migrationBuilder.AlterColumn<string>(
                name: "FilingNumber",
                table: "Certificates",
                type: "TEXT",
                maxLength: 60,
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 60,
                oldNullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "CaseId",
                table: "Certificates",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_CaseId",
                table: "Certificates",
                column: "CaseId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_EnterpriseId",
                table: "Certificates",
                column: "EnterpriseId");

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Number",
                table: "Certificates",
                column: "Number",
                unique: true);
        }
    }
}
