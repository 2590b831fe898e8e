using ApprovalFlows.Core.Bookings;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Cases.Batches;
using ApprovalFlows.Core.Cases.Facts;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Certificates.Cascade;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Enterprises;
using ApprovalFlows.Core.HealthChecks;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Letters;
using ApprovalFlows.Core.Papers;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Rosters;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core;

/// <summary>What applications, papers and registers consist of.</summary>
internal static class PapersSetup
{
    public static void AddPapers(this IServiceCollection services)
    {
        services.AddScoped<PaperHolders>();
        services.AddScoped<IssuingService>();
        services.AddScoped<RegisteringService>();
        services.AddScoped<CertificateService>();
        services.AddScoped<CertificateLifeService>();
        services.AddScoped<CascadeService>();
        services.AddScoped<HoldPreviewService>();
        services.AddScoped<PapersService>();
        services.AddScoped<PrintingService>();
        services.AddScoped<LetterService>();
        services.AddScoped<LetterDesk>();
        services.AddScoped<DeskSearch>();
    }

    public static void AddApplications(this IServiceCollection services)
    {
        services.AddScoped<ApplicantService>();
        services.AddScoped<SubjectService>();
        services.AddScoped<OwnWorkers>();
        services.AddScoped<FactCheck>();
        services.AddScoped<BookingService>();
        services.AddScoped<IntakeService>();
        services.AddScoped<ApplicationBatchService>();
        services.AddScoped<ApplicationBatchDesk>();
        services.AddScoped<ApplicationBatchList>();
        services.AddScoped<RowCompletion>();
        services.AddSingleton<ApplicationBatchJob>();
        services.AddScoped<FormerPapers>();
        services.AddScoped<CaseEffects>();
        services.AddScoped<WorkerAnswers>();
        services.AddScoped<PaperIssuance>();
        services.AddScoped<PolicyRegistration>();
        services.AddScoped<PermitCancellation>();
        services.AddScoped<PaperEnds>();
        services.AddScoped<HealthResultService>();
        services.AddScoped<AlertService>();
    }

    public static void AddSanctions(this IServiceCollection services)
    {
        services.AddScoped<ProceedingDates>();
        services.AddScoped<SanctionMessages>();
        services.AddScoped<ProceedingService>();
        services.AddScoped<EnterpriseAnswers>();
        services.AddScoped<HearingService>();
        services.AddScoped<SanctionService>();
        services.AddScoped<SanctionList>();
        services.AddScoped<Openings>();
        services.AddScoped<ProceedingViewService>();
    }

    public static void AddRegisters(this IServiceCollection services)
    {
        services.AddSingleton<WorkerIndexing>();
        services.AddScoped<RegisterLog>();
        services.AddScoped<WorkerSight>();
        services.AddScoped<WorkerSearch>();
        services.AddScoped<Duplicates>();
        services.AddScoped<WorkerMoves>();
        services.AddScoped<WorkerService>();
        services.AddScoped<WorkerMerging>();
        services.AddScoped<WorkerViewService>();
        services.AddScoped<EnterpriseSight>();
        services.AddScoped<EnterpriseService>();
        services.AddScoped<EnterpriseList>();
        services.AddScoped<EnterpriseImport>();
        services.AddScoped<RegisterExport>();
        services.AddScoped<QuotaService>();
        services.AddScoped<CrossingService>();
        services.AddScoped<CrossingList>();
        services.AddScoped<CrossingImport>();
        services.AddScoped<RosterApplying>();
        services.AddScoped<RosterService>();
        services.AddScoped<RosterList>();
    }
}
