using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Builders;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Compiles one version of a definition into a graph.</summary>
public sealed class GraphBuilder(
    ActivityRegistry registry,
    ExpressionEvaluators evaluators,
    WorkflowOptions options,
    CodeWorkflows codeWorkflows,
    IServiceScopeFactory scopes)
{
    /// <summary>Reads, checks and compiles a stored version.</summary>
    /// <exception cref="DefinitionFormatException">The definition cannot be read.</exception>
    public async Task<WorkflowGraph> BuildAsync(
        StoredDefinition stored, IWorkflowStore store, CancellationToken cancellation = default)
    {
        if (stored.Json.Length > options.MaxDefinitionCharacters)
            throw new DefinitionFormatException(
                $"The definition is longer than {options.MaxDefinitionCharacters} characters.");
        var definition = DefinitionReader.Read(stored);
        if (!options.KnowsActivationStrategies && definition.Options.ActivationStrategyType is { } strategy)
            throw StrategyNames.Unknown(strategy);
        var catalog = CatalogOf(store);
        await catalog.ResolveAsync(definition, cancellation);
        var code = await codeWorkflows.FindAsync(stored, definition, cancellation);
        WorkflowGraph graph;
        try
        {
            var session = new Session(registry, evaluators, options, catalog);
            graph = code is null ? session.Build(definition) : session.Build(code);
        }
        catch (ArgumentException e)
        {
            throw new DefinitionFormatException(e.Message, e);
        }

        await InitializeAsync(graph, cancellation);
        return graph;
    }

    /// <summary>Compiles a workflow made in code, which gives its activities their ids.</summary>
    internal WorkflowGraph Build(Workflow code, IWorkflowStore store) =>
        new Session(registry, evaluators, options, new WorkflowActivityCatalog(registry, store)).Build(code);

    private async Task InitializeAsync(WorkflowGraph graph, CancellationToken cancellation)
    {
        if (!graph.Nodes.Any(node => node.Activity is IInitializable))
            return;
        using var scope = scopes.CreateScope();
        var context = new InitializationContext(scope.ServiceProvider, cancellation);
        foreach (var node in graph.Nodes)
            if (node.Activity is IInitializable activity)
                await activity.InitializeAsync(context);
    }

    internal WorkflowActivityCatalog CatalogOf(IWorkflowStore store) => new(registry, store);

    private sealed class Session(
        ActivityRegistry registry,
        ExpressionEvaluators evaluators,
        WorkflowOptions options,
        WorkflowActivityCatalog catalog)
    {
        private readonly HashSet<string> open = [];
        private readonly List<ActivityNode> nodes = [];

        private bool isCode;

        public WorkflowGraph Build(WorkflowDefinition definition) => Compile(ReadWorkflow(definition));

        public WorkflowGraph Build(Workflow code)
        {
            isCode = true;
            return Compile(code);
        }

        private WorkflowGraph Compile(Workflow workflow)
        {
            var root = AddNode(workflow, null, "");
            ActivityIds.Assign(nodes, root);
            var compiler = new InputCompiler(options);
            foreach (var node in nodes)
            {
                compiler.Compile(node);
                node.LogPersistence = LogPersistencePlan.Of(node, workflow.Definition!.CustomProperties, options);
            }

            return new WorkflowGraph(workflow.Definition!, workflow, root, nodes);
        }

        private Workflow ReadWorkflow(WorkflowDefinition definition)
        {
            if (!open.Add(definition.VersionId))
                throw new DefinitionFormatException(
                    $"The definition '{definition.DefinitionId}' contains itself.");
            var reader = new ActivityReader(
                registry, new InputReader(evaluators), FindWorkflowActivity, options);
            var workflow = new Workflow
            {
                Definition = definition,
                Version = 1,
                Name = definition.Name,
                Variables = [.. definition.Variables
                    .Select(item => VariableReader.Create(item, options.StrictConversion)).OfType<Variable>()],
                Root = definition.Root is { } root ? reader.Read(root) : new Sequence(),
            };
            open.Remove(definition.VersionId);
            return workflow;
        }

        private ActivityDescriptor? FindWorkflowActivity(JsonObject json) =>
            catalog.Find(json) is { } child
                ? WorkflowActivityDescriber.Describe(child, () => ReadWorkflow(child))
                : null;

        private ActivityNode AddNode(IActivity activity, ActivityNode? parent, string port)
        {
            if (nodes.Count >= options.MaxActivitiesPerDefinition)
                throw new DefinitionFormatException(
                    $"The definition has more than {options.MaxActivitiesPerDefinition} activities.");
            var node = new ActivityNode(activity, DescriptorOf(activity), parent, port)
            {
                IsMissingVersion = !isCode && activity is not WorkflowDefinitionActivity
                    && registry.Find(activity.Type, activity.Version) is null
                    && registry.FindLatest(activity.Type) is not null,
                ListensToSignals = activity is Activity { ListensToSignals: true },
            };
            nodes.Add(node);
            parent?.Add(node);
            foreach (var (childPort, child) in ActivityChildren.Of(activity))
                AddNode(child, node, childPort);
            return node;
        }

        private ActivityDescriptor DescriptorOf(IActivity activity) =>
            activity is WorkflowDefinitionActivity nested
                ? nested.Descriptor!
                : registry.Find(activity.Type, activity.Version)
                ?? registry.FindLatest(activity.Type)
                ?? ActivityDescriber.Describe(activity.GetType());
    }
}
