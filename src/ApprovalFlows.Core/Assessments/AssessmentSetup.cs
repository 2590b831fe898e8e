using ApprovalFlows.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Assessments;

internal static class AssessmentSetup
{
    /// <summary>The annual assessment of enterprises [D§4.3].</summary>
    public static IServiceCollection AddAssessments(this IServiceCollection services)
    {
        services.AddScoped<CycleService>();
        services.AddScoped<FigureService>();
        services.AddScoped<ReportingService>();
        services.AddScoped<ScoringService>();
        services.AddScoped<ResultService>();
        services.AddScoped<ObjectionService>();
        services.AddScoped<ObjectionCourse>();
        services.AddScoped<ObjectionLookup>();
        services.AddScoped<AssessmentList>();
        services.AddScoped<AssessmentDetails>();
        services.AddScoped<CycleOverview>();
        services.AddScoped<ReportWatch>();
        services.AddSingleton<AssessmentCycleJob>();
        services.AddSingleton<PublicityJob>();
        return services;
    }
}
