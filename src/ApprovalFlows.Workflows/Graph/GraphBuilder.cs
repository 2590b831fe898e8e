using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Activities.Flow;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.LogPersistence;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>Compiles one version of a definition into a graph.</summary>
public sealed class GraphBuilder(
    ActivityRegistry registry, ExpressionEvaluators evaluators, WorkflowOptions options)
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
        var catalog = new WorkflowActivityCatalog(registry, store);
        await catalog.ResolveAsync(definition, cancellation);
        try
        {
            return new Session(registry, evaluators, options, catalog).Build(definition);
        }
        catch (ArgumentException e)
        {
            throw new DefinitionFormatException(e.Message, e);
        }
    }

    private sealed class Session(
        ActivityRegistry registry,
        ExpressionEvaluators evaluators,
        WorkflowOptions options,
        WorkflowActivityCatalog catalog)
    {
        private readonly HashSet<string> open = [];
        private readonly List<ActivityNode> nodes = [];

        public WorkflowGraph Build(WorkflowDefinition definition)
        {
            var workflow = ReadWorkflow(definition);
            var root = AddNode(workflow, null, "");
            ActivityIds.Assign(nodes, root);
            var compiler = new InputCompiler(options);
            foreach (var node in nodes)
            {
                compiler.Compile(node);
                node.LogPersistence = LogPersistencePlan.Of(node, definition.CustomProperties, options);
            }

            return new WorkflowGraph(definition, workflow, root, nodes);
        }

        private Workflow ReadWorkflow(WorkflowDefinition definition)
        {
            if (!open.Add(definition.VersionId))
                throw new DefinitionFormatException(
                    $"The definition '{definition.DefinitionId}' contains itself.");
            var reader = new ActivityReader(
                registry, new InputReader(evaluators), FindWorkflowActivity, options.MaxNestingDepth);
            var workflow = new Workflow
            {
                Definition = definition,
                Version = 1,
                Name = definition.Name,
                Variables = [.. definition.Variables.Select(VariableReader.Create).OfType<Variable>()],
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
                IsMissingVersion = activity is not WorkflowDefinitionActivity
                    && registry.Find(activity.Type, activity.Version) is null,
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
