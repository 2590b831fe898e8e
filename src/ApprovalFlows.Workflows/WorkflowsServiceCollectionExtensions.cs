using ApprovalFlows.Workflows.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApprovalFlows.Workflows;

/// <summary>Registers the engine. The host registers its own <see cref="Storage.IWorkflowStore"/>.</summary>
public static class WorkflowsServiceCollectionExtensions
{
    public static IServiceCollection AddApprovalWorkflows(
        this IServiceCollection services, Action<WorkflowOptions>? configure = null)
    {
        var options = new WorkflowOptions();
        options.AddActivitiesFrom<WorkflowRuntime>();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<WorkflowRuntime>();
        return services;
    }
}
