using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Web.Studio;

/// <summary>What Elsa Studio asks of a server, under /elsa/api: flow administrators change, auditors read.</summary>
public static class StudioSetup
{
    public const string Read = "StudioRead";
    public const string Write = "FlowAdmin";

    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddSingleton<ExecutionJson>();
        services.AddSingleton<WatchedInstances>();
        services.AddHostedService<InstanceWatcher>();
        services.AddSingleton<Viewers>();
        services.AddHostedService(services => services.GetRequiredService<Viewers>());
        services.AddSignalR();
        return services;
    }

    public static void MapStudioApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/elsa/api").AddEndpointFilter<StudioRefusals>().DisableAntiforgery();
        var read = api.MapGroup("").RequireAuthorization(Read);
        var write = api.MapGroup("").RequireAuthorization(Write);
        api.MapStudioSignIn();
        read.MapDescriptorReads();
        read.MapReferenceReads();
        read.MapDefinitionReads();
        read.MapGraphReads();
        read.MapInstanceReads();
        read.MapExecutionReads();
        write.MapDefinitionWrites();
        write.MapDefinitionBulkActions();
        write.MapInstanceWrites();
        routes.MapHub<InstanceHub>(
            InstanceHub.Path, options => options.CloseOnAuthenticationExpiration = true);
    }

    internal static bool MayWrite(this Api.Caller caller) => caller.Actor.IsIn(Roles.FlowAdmin);
}
