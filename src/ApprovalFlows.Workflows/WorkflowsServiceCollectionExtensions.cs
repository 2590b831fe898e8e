using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Builders;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.JavaScript;
using ApprovalFlows.Workflows.Expressions.Liquid;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Http;
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
        services.TryAddSingleton<ILineWriter, LogLineWriter>();
        services.AddSingleton<ActivityRegistry>();
        services.AddSingleton<CodeWorkflows>();
        services.AddSingleton<GraphBuilder>();
        services.AddSingleton<GraphCache>();
        AddExpressions(services);
        services.AddScoped<WorkflowRuntime>();
        services.AddScoped<ActivationCheck>();
        services.AddScoped<WorkflowStarter>();
        services.AddScoped<WorkflowActivities>();
        services.AddScoped<StimulusSender>();
        services.AddScoped<HttpWorkflows>();
        services.AddScoped<OutboxWork>();
        services.AddScoped<DueWork>();
        services.AddScoped<TriggerIndex>();
        services.AddScoped<DefinitionValidator>();
        services.AddScoped<DefinitionLibrary>();
        services.AddScoped<UISpecifications>();
        services.AddScoped<DescriptorWriter>();
        return services;
    }

    private static void AddExpressions(IServiceCollection services)
    {
        services.AddSingleton<JavaScriptEvaluator>();
        services.AddSingleton<IExpressionEvaluator>(provider =>
            provider.GetRequiredService<JavaScriptEvaluator>());
        services.AddSingleton<IExpressionEvaluator, LiteralEvaluator>();
        services.AddSingleton<IExpressionEvaluator, ObjectEvaluator>();
        services.AddSingleton<IExpressionEvaluator, VariableEvaluator>();
        services.AddSingleton<IExpressionEvaluator, InputEvaluator>();
        services.AddSingleton<IExpressionEvaluator, OutputEvaluator>();
        services.AddSingleton<IExpressionEvaluator, DelegateEvaluator>();
        services.AddSingleton<IExpressionEvaluator, LiquidEvaluator>();
        services.AddSingleton<ExpressionEvaluators>();
    }
}
