using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Assessments;
using ApprovalFlows.Core.Attachments;
using ApprovalFlows.Core.Audit;
using ApprovalFlows.Core.Audit.Anchors;
using ApprovalFlows.Core.Audit.Export;
using ApprovalFlows.Core.Audit.Keys;
using ApprovalFlows.Core.Audit.Receipts;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Design;
using ApprovalFlows.Core.Design.Publishing;
using ApprovalFlows.Core.DueDates;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Handovers;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Inbox.Filters;
using ApprovalFlows.Core.Inbox.Live;
using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Inbox.Opinions;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Numbering;
using ApprovalFlows.Core.Operations;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Retention;
using ApprovalFlows.Core.Seeding;
using ApprovalFlows.Core.Settings;
using ApprovalFlows.Core.Watchers;
using ApprovalFlows.Core.Workers;
using ApprovalFlows.Workflows.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace ApprovalFlows.Core;

public static class CoreSetup
{
    /// <summary>Registers the approval system on the database that the options name.</summary>
    public static IServiceCollection AddApprovalCore(
        this IServiceCollection services, ApprovalFlowsOptions options, string connectionString, string dataDirectory)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSharedDataProtection();
        services.AddDatabase(options.Database, connectionString);
        services.AddApprovalWorkflows(engine =>
        {
            engine.AddActivitiesFrom<ApprovalFlowsOptions>();
            engine.IsHostFailure = Conflicts.IsFailure;
        });
        services.AddScoped<IWorkflowStore, EfWorkflowStore>();
        services.AddSingleton<UnitOfWork>();
        services.AddScoped<StagedBursts>();
        services.AddSingleton<Draining>();
        services.AddScoped<AbandonedRounds>();
        services.AddScoped<WriteTransaction>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<SubmissionInProgress>();
        services.AddScoped<DecisionInProgress>();
        services.AddSingleton<CalendarSource>();
        services.AddHostedService<CalendarRefresh>();
        services.AddScoped(provider => provider.GetRequiredService<CalendarSource>().Current);
        services.AddSingleton(TimeLimits.Seed);
        services.AddScoped<CaseClock>();
        services.AddSingleton<FormLibrary>();
        services.AddSingleton(new FileStore(Path.Combine(dataDirectory, "attachments")));
        services.AddSingleton(new DataFolder(dataDirectory));
        services.AddScoped<Readiness>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<DummyPassword>();
        services.AddSingleton<IPdfRenderer, ChromiumPdfRenderer>();
        services.AddEvidence(options, dataDirectory);
        services.AddUseCases();
        services.AddSecondFactors();
        services.AddStaff();
        services.AddRegisters();
        services.AddReminders();
        services.AddWatchers();
        services.AddAssessments();
        services.AddJobs();
        services.AddSingleton<SearchWriting>();
        services.AddSingleton<SearchIndexing>();
        services.AddOutbox();
        services.AddMail(options, dataDirectory);
        return services;
    }

    private static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobRunner>();
        services.AddSingleton<DueWorkJob>();
        services.AddSingleton<OutboxJob>();
        services.AddSingleton<AnchorJob>();
        services.AddSingleton<RecalculationJob>();
        services.AddSingleton<HandoverJob>();
        services.AddSingleton<LetterJob>();
        services.AddSingleton<TaskBatchJob>();
        services.AddScoped<RetentionService>();
        services.AddSingleton<RetentionJob>();
    }

    private static void AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<OutgoingGuard>();
        // A proxy would connect in our place, and nothing would look at where to.
        services.AddHttpClient<HttpChannel>().ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = provider.GetRequiredService<OutgoingGuard>().ConnectAsync,
        });
        services.AddScoped<IOutboxChannel>(provider => provider.GetRequiredService<HttpChannel>());
        services.AddScoped<IOutboxChannel, TaskChannel>();
    }

    private static void AddEvidence(
        this IServiceCollection services, ApprovalFlowsOptions options, string dataDirectory)
    {
        var folder = Path.GetFullPath(
            options.Audit.KeyDirectory is { Length: > 0 } given ? given : "keys", dataDirectory);
        var isShared = options.Audit.ShareKey && options.Database == DatabaseKind.PostgreSql;
        services.AddSingleton(new KeyFolder(folder));
        services.AddSingleton(provider => new AuditKeyring(
            provider.GetRequiredService<KeyFolder>(),
            provider.GetRequiredService<TimeProvider>(),
            isShared ? provider.GetService<IDataProtectionProvider>() : null));
        services.AddSingleton<AuditSealing>();
        services.AddScoped<AuditStart>();
        services.AddScoped<AnchorService>();
        services.AddScoped<ReceiptService>();
        services.AddScoped<EvidenceService>();
    }

    private static void AddUseCases(this IServiceCollection services)
    {
        services.AddScoped<ActorService>();
        services.AddScoped<SignInService>();
        services.AddScoped<SignInPauses>();
        services.AddScoped<SessionService>();
        services.AddScoped<SessionBeginning>();
        services.AddScoped<PasswordService>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<DepartmentService>();
        services.AddScoped<NumberService>();
        services.AddScoped<AttachmentService>();
        services.AddScoped<FlowService>();
        services.AddScoped<OutlineService>();
        services.AddScoped<FlowCatalog>();
        services.AddScoped<FlowEditor>();
        services.AddScoped<SaveRuns>();
        services.AddScoped<FlowHistoryService>();
        services.AddSingleton<FlowPublisher>();
        services.AddScoped<FlowFiles>();
        services.AddScoped<PublishGate>();
        services.AddScoped<PublicationLog>();
        services.AddScoped<OfficeRegister>();
        services.AddScoped<FlowUsage>();
        services.AddScoped<FormEditor>();
        services.AddScoped<DesignerTypes>();
        services.AddScoped<CaseService>();
        services.AddScoped<CaseViewService>();
        services.AddScoped<CaseListService>();
        services.AddApplications();
        services.AddSanctions();
        services.AddScoped<SubmissionService>();
        services.AddScoped<CorrectionService>();
        services.AddScoped<WithdrawalService>();
        services.AddClock();
        services.AddScoped<FilingService>();
        services.AddScoped<DraftService>();
        services.AddRounds();
        services.AddScoped<ReviewTaskService>();
        services.AddScoped<DecisionService>();
        services.AddScoped<InboxService>();
        services.AddScoped<SearchPlanning>();
        services.AddScoped<SearchBackfill>();
        services.AddScoped<InboxFilterService>();
        services.AddScoped<OpinionDraftService>();
        services.AddScoped<OpinionPhraseService>();
        services.AddScoped<TaskBatchService>();
        services.AddScoped<OpenTaskCount>();
        services.AddScoped<TaskViewService>();
        services.AddScoped<OutboxService>();
        services.AddScoped<InstanceService>();
        services.AddScoped<RepairService>();
        services.AddScoped<ExecutionService>();
        services.AddScoped<InstanceRemoval>();
        services.AddPapers();
        services.AddScoped<AccountService>();
        services.AddScoped<OrganisationSeed>();
        services.AddScoped<DemoData>();
        services.AddScoped<FirstAccount>();
    }

    private static void AddClock(this IServiceCollection services)
    {
        services.AddScoped<ExtensionService>();
        services.AddScoped<SuspensionService>();
        services.AddScoped<CaseClockService>();
        services.AddScoped<DueDateService>();
        services.AddScoped<DateNoticeService>();
        services.AddScoped<RecalculationService>();
        services.AddScoped<CalendarService>();
    }

    private static void AddRounds(this IServiceCollection services)
    {
        services.AddScoped<PostHolders>();
        services.AddScoped<RoundSeating>();
        services.AddScoped<RoundService>();
        services.AddScoped<RoundSilence>();
        services.AddScoped<RoundConclusion>();
        services.AddScoped<RoundViewService>();
        services.AddScoped<MovementDesk>();
        services.AddScoped<MovementService>();
        services.AddScoped<SendBackTargets>();
        services.AddScoped<SendBackService>();
        services.AddScoped<FlowRewinding>();
        services.AddScoped<RoundPeople>();
        services.AddScoped<RecallService>();
        services.AddScoped<TransferService>();
        services.AddScoped<DelegationService>();
        services.AddScoped<ExtraSignerService>();
    }

    private static void AddStaff(this IServiceCollection services)
    {
        services.AddScoped<Superiors>();
        services.AddScoped<StaffLog>();
        services.AddScoped<PostService>();
        services.AddScoped<AccountAdministration>();
        services.AddScoped<Administrators>();
        services.AddScoped<AccountCheck>();
        services.AddScoped<AccountEditing>();
        services.AddScoped<AccountLetters>();
        services.AddScoped<AccountViewService>();
        services.AddScoped<DeputyService>();
        services.AddScoped<RecusalService>();
        services.AddScoped<HandoverPreview>();
        services.AddScoped<HandoverService>();
        services.AddScoped<HandoverBatches>();
        services.AddScoped<Exclusions>();
        services.AddScoped<Eligibility>();
        services.AddScoped<Candidates>();
        services.AddScoped<EmptyPost>();
        services.AddScoped<RepeatedReviewer>();
        services.AddScoped<UnattendedService>();
        services.AddScoped<StepCandidates>();
        services.AddScoped<InboxReasons>();
    }

    // A connection compiles what it is asked often only once, unless the administrator says otherwise.
    private static string WithPreparedStatements(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0) builder.MaxAutoPrepare = 200;
        return builder.ToString();
    }

    private static void AddDatabase(
        this IServiceCollection services, DatabaseKind kind, string connectionString)
    {
        services.AddSingleton(new WriteGate(oneWriterOnly: kind == DatabaseKind.Sqlite));
        if (kind == DatabaseKind.PostgreSql)
        {
            services.AddDbContextPool<AppDbContext, PostgresAppDbContext>(
                (provider, builder) => builder.UseNpgsql(WithPreparedStatements(connectionString))
                    .AddInterceptors(
                        provider.GetRequiredService<AuditSealing>(),
                        provider.GetRequiredService<SearchIndexing>(),
                        provider.GetRequiredService<WorkerIndexing>()));
        }
        else
        {
            services.AddSingleton(provider =>
                new SharedCommit(connectionString, provider.GetRequiredService<WriteGate>()));
            services.AddDbContextPool<AppDbContext, SqliteAppDbContext>(
                (provider, builder) => builder.UseSqlite(connectionString).AddInterceptors(
                    new SqlitePragmas(),
                    provider.GetRequiredService<AuditSealing>(),
                    provider.GetRequiredService<SearchIndexing>(),
                        provider.GetRequiredService<WorkerIndexing>()));
        }
    }
}
