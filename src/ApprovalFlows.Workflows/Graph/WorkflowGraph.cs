using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Definitions;

namespace ApprovalFlows.Workflows.Graph;

/// <summary>One version of a definition, ready to run. Immutable, shared by all runs.</summary>
public sealed class WorkflowGraph
{
    private readonly Dictionary<IActivity, ActivityNode> byActivity;
    private readonly Dictionary<string, ActivityNode> byNodeId;

    internal WorkflowGraph(
        WorkflowDefinition definition, Workflow workflow, ActivityNode root, List<ActivityNode> nodes)
    {
        Definition = definition;
        Workflow = workflow;
        Root = root;
        Nodes = nodes;
        byActivity = nodes.ToDictionary(
            node => node.Activity, IdentityComparer.Instance);
        HasCompletionListeners = nodes.Exists(node => node.ListensToSignals
            && node.Activity.GetType().Assembly != typeof(WorkflowGraph).Assembly);
        byNodeId = nodes.ToDictionary(node => node.NodeId, StringComparer.Ordinal);
    }

    public WorkflowDefinition Definition { get; }
    public Workflow Workflow { get; }
    public ActivityNode Root { get; }
    public IReadOnlyList<ActivityNode> Nodes { get; }

    /// <summary>Whether any activity wants to hear of completions itself; if not, none is told.</summary>
    internal bool HasCompletionListeners { get; }

    public ActivityNode? FindNode(IActivity activity) => byActivity.GetValueOrDefault(activity);

    public ActivityNode? FindNode(string nodeId) => byNodeId.GetValueOrDefault(nodeId);

    // Elsa: WorkflowExecutionContext.cs — an id matches a node id that ends with it.
    public ActivityNode? FindNodeByActivityId(string activityId) =>
        Nodes.FirstOrDefault(node => node.Activity.Id == activityId)
        ?? Nodes.FirstOrDefault(node =>
            node.NodeId.EndsWith(activityId, StringComparison.Ordinal));

    private sealed class IdentityComparer : IEqualityComparer<IActivity>
    {
        public static readonly IdentityComparer Instance = new();

        public bool Equals(IActivity? x, IActivity? y) => ReferenceEquals(x, y);

        public int GetHashCode(IActivity obj) =>
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
