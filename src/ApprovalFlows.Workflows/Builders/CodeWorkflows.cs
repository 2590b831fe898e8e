using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Builders;

/// <summary>The workflows made in code that the options name.</summary>
public sealed class CodeWorkflows(WorkflowOptions options, IServiceScopeFactory scopes)
{
    internal IReadOnlyCollection<Type> Types => options.WorkflowTypes;

    /// <summary>The builder after the code ran, and the workflow it made.</summary>
    internal async Task<(WorkflowBuilder Builder, Workflow Workflow)> BuildAsync(
        Type type, CancellationToken cancellation)
    {
        using var scope = scopes.CreateScope();
        var code = (IWorkflow)ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
        var builder = new WorkflowBuilder();
        return (builder, await builder.BuildWorkflowAsync(code, cancellation));
    }

    /// <summary>The workflow of a stored version when code makes it, else null.</summary>
    internal async Task<Workflow?> FindAsync(
        StoredDefinition stored, WorkflowDefinition definition, CancellationToken cancellation)
    {
        // A draft that a person saved over it runs as it was drawn.
        if (stored.FileHash is null || definition.Json.Text("materializerName") != CodeDefinition.Materializer)
            return null;
        foreach (var type in Types)
        {
            var (builder, workflow) = await BuildAsync(type, cancellation);
            if (builder.DefinitionId != stored.DefinitionId)
                continue;
            workflow.Definition = definition;
            return workflow;
        }

        throw new DefinitionFormatException(
            $"The code of the definition '{stored.DefinitionId}' is not registered.");
    }

    internal static JsonObject JsonOf(WorkflowBuilder builder, Workflow workflow)
    {
        var json = CodeDefinition.HeadOf(builder);
        json["root"] = ActivityWriter.Write(workflow.Root!);
        return json;
    }
}
