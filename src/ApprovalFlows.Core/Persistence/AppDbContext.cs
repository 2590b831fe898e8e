using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Bookings;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Cases.Batches;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.Handovers;
using ApprovalFlows.Core.HealthChecks;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Inbox.Comments;
using ApprovalFlows.Core.Inbox.Copies;
using ApprovalFlows.Core.Inbox.Filters;
using ApprovalFlows.Core.Inbox.Opinions;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Inbox.Urgings;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Settings;
using ApprovalFlows.Core.Watchers;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.Workflows.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ApprovalFlows.Core.Persistence;

/// <summary>The repository and the unit of work. One subclass per database carries the migrations.</summary>
public abstract class AppDbContext(DbContextOptions options)
    : IdentityDbContext<User, IdentityRole<Guid>, Guid>(options)
{
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<FailedAddress> FailedAddresses => Set<FailedAddress>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PostHolding> PostHoldings => Set<PostHolding>();
    public DbSet<Deputyship> Deputyships => Set<Deputyship>();
    public DbSet<Recusal> Recusals => Set<Recusal>();
    public DbSet<StaffChange> StaffChanges => Set<StaffChange>();
    public DbSet<Handover> Handovers => Set<Handover>();
    public DbSet<HandoverLine> HandoverLines => Set<HandoverLine>();
    public DbSet<Enterprise> Enterprises => Set<Enterprise>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<Correction> Corrections => Set<Correction>();
    public DbSet<Suspension> Suspensions => Set<Suspension>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditKey> AuditKeys => Set<AuditKey>();
    public DbSet<AuditAnchor> AuditAnchors => Set<AuditAnchor>();
    public DbSet<AnchorLeaf> AnchorLeaves => Set<AnchorLeaf>();
    public DbSet<ReviewRound> ReviewRounds => Set<ReviewRound>();
    public DbSet<ReviewTask> ReviewTasks => Set<ReviewTask>();
    public DbSet<CaseText> CaseTexts => Set<CaseText>();
    public DbSet<CaseTerm> CaseTerms => Set<CaseTerm>();
    public DbSet<StepLabel> StepLabels => Set<StepLabel>();
    public DbSet<InboxFilter> InboxFilters => Set<InboxFilter>();
    public DbSet<OpinionDraft> OpinionDrafts => Set<OpinionDraft>();
    public DbSet<OpinionPhrase> OpinionPhrases => Set<OpinionPhrase>();
    public DbSet<TaskBatch> TaskBatches => Set<TaskBatch>();
    public DbSet<TaskBatchItem> TaskBatchItems => Set<TaskBatchItem>();
    public DbSet<ApplicationBatch> ApplicationBatches => Set<ApplicationBatch>();
    public DbSet<ApplicationRow> ApplicationRows => Set<ApplicationRow>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<CaseFile> CaseFiles => Set<CaseFile>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CertificateSuspension> CertificateSuspensions => Set<CertificateSuspension>();
    public DbSet<CertificateEntry> CertificateEntries => Set<CertificateEntry>();
    public DbSet<OfficialLetter> OfficialLetters => Set<OfficialLetter>();
    public DbSet<LetterSource> LetterSources => Set<LetterSource>();
    public DbSet<Booking> Bookings => Set<Booking>();
    public DbSet<HealthResult> HealthResults => Set<HealthResult>();
    public DbSet<AssessmentCycle> AssessmentCycles => Set<AssessmentCycle>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<ScoreSheet> ScoreSheets => Set<ScoreSheet>();
    public DbSet<AssessmentGrade> AssessmentGrades => Set<AssessmentGrade>();
    public DbSet<AssessmentObjection> AssessmentObjections => Set<AssessmentObjection>();
    public DbSet<PaperNotice> PaperNotices => Set<PaperNotice>();
    public DbSet<Clue> Clues => Set<Clue>();
    public DbSet<Proceeding> Proceedings => Set<Proceeding>();
    public DbSet<Hearing> Hearings => Set<Hearing>();
    public DbSet<Sanction> Sanctions => Set<Sanction>();
    public DbSet<JobState> JobStates => Set<JobState>();
    public DbSet<PastRun> PastRuns => Set<PastRun>();
    public DbSet<Worker> Workers => Set<Worker>();
    public DbSet<WorkerTerm> WorkerTerms => Set<WorkerTerm>();
    public DbSet<RosterUpload> RosterUploads => Set<RosterUpload>();
    public DbSet<Crossing> Crossings => Set<Crossing>();
    public DbSet<RegisterChange> RegisterChanges => Set<RegisterChange>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<Draft> Drafts => Set<Draft>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<CalendarNotice> CalendarNotices => Set<CalendarNotice>();
    public DbSet<Recalculation> Recalculations => Set<Recalculation>();
    public DbSet<DateMove> DateMoves => Set<DateMove>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<Digest> Digests => Set<Digest>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<Urging> Urgings => Set<Urging>();
    public DbSet<CaseCopy> CaseCopies => Set<CaseCopy>();
    public DbSet<CaseComment> CaseComments => Set<CaseComment>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<StoredDefinition> WorkflowDefinitions => Set<StoredDefinition>();
    public DbSet<FlowPublication> FlowPublications => Set<FlowPublication>();
    public DbSet<FlowSave> FlowSaves => Set<FlowSave>();
    public DbSet<StoredInstance> WorkflowInstances => Set<StoredInstance>();
    public DbSet<StoredBookmark> WorkflowBookmarks => Set<StoredBookmark>();
    public DbSet<StoredTrigger> WorkflowTriggers => Set<StoredTrigger>();
    public DbSet<AlterationRecord> WorkflowAlterations => Set<AlterationRecord>();
    public DbSet<JournalPage> WorkflowJournal => Set<JournalPage>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var key in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetKeys()))
        {
            // We make all our keys; EF must never take a row with a key for one that is stored.
            foreach (var property in key.Properties.Where(part => !part.IsShadowProperty()))
                property.ValueGenerated = ValueGenerated.Never;
        }
    }
}
