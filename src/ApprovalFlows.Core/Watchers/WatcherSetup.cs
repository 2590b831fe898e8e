using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Watchers;

internal static class WatcherSetup
{
    /// <summary>What is looked at day by day, told once and shown to those who answer for it.</summary>
    public static IServiceCollection AddWatchers(this IServiceCollection services)
    {
        services.AddScoped<Presence>();
        services.AddScoped<NoticeBook>();
        services.AddScoped<NoticeDelivery>();
        services.AddScoped<LadderWatch>();
        services.AddScoped<CoverWatch>();
        services.AddScoped<ResidenceWatch>();
        services.AddScoped<QuotaWatch>();
        services.AddScoped<CalendarWatch>();
        services.AddScoped<RectificationWatch>();
        services.AddScoped<SanctionWatch>();
        services.AddScoped<EndingService>();
        services.AddScoped<ClueBook>();
        services.AddScoped<ClueService>();
        services.AddScoped<JobDesk>();
        services.AddScoped<JobBoard>();
        services.AddSingleton<WatcherJob>();
        return services;
    }
}
