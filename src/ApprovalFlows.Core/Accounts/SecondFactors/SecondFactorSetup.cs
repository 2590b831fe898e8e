using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

internal static class SecondFactorSetup
{
    public static void AddSecondFactors(this IServiceCollection services)
    {
        services.TryAddSingleton(new RealTime(TimeProvider.System));
        services.AddSingleton<Tickets>();
        services.AddSingleton<FactorSecrets>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<SecondFactorChange>();
        services.AddScoped<SecondFactorService>();
        services.AddScoped<FactorNews>();
    }
}
