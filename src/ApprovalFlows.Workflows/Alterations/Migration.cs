using ApprovalFlows.Workflows.Activities.Composition;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>
/// Rewrites the stored state of an instance so that it fits another version: contexts, bookmarks,
/// callbacks and variables. What has no counterpart is a problem; nothing is written here.
/// </summary>
internal sealed class Migration(
    WorkflowGraph from, WorkflowGraph to, IReadOnlyDictionary<string, string> mapping)
{
    private readonly Dictionary<ActivityNode, ActivityNode?> moved = [];

    public WorkflowGraph From { get; } = from;
    public WorkflowGraph To { get; } = to;
    public List<AlterationProblem> Problems { get; } = [];

    /// <summary>Values that go because the new version has no variable for them.</summary>
    public List<AlterationProblem> Notes { get; } = [];

    public void Move(WorkflowState state)
    {
        var nodes = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var context in state.Contexts)
            if (From.FindNode(context.NodeId) is { } node)
                nodes[context.Id] = node;
        foreach (var context in state.Contexts)
            if (nodes.TryGetValue(context.Id, out var node) && Require(node) is { } target)
                Move(context, node, target, OpenChildrenOf(context, state, nodes));
        foreach (var bookmark in state.Bookmarks ?? [])
            Move(bookmark, nodes);
        foreach (var item in state.Scheduled ?? [])
            if (From.FindNode(item.NodeId) is { } node && Require(node) is { } target)
                item.NodeId = target.NodeId;
        for (var i = 0; i < (state.Incidents?.Count ?? 0); i++)
            state.Incidents![i] = Move(state.Incidents[i]);
    }

    /// <summary>The activity of the new version that stands for this one, or null.</summary>
    public ActivityNode? Find(ActivityNode node)
    {
        if (moved.TryGetValue(node, out var known))
            return known;
        var found = node.Parent is null ? To.Root : FindWithin(node, Find(node.Parent));
        return moved[node] = found?.Activity.Type == node.Activity.Type ? found : null;
    }

    private ActivityNode? FindWithin(ActivityNode node, ActivityNode? parent)
    {
        if (parent is null)
            return null;
        var id = IdOf(node);
        return parent.Children.FirstOrDefault(child => child.Activity.Id == id)
            ?? (parent.Activity is Composite && parent.Children.Count == 1 && !mapping.ContainsKey(node.Activity.Id)
                ? parent.Children[0]
                : null);
    }

    private string IdOf(ActivityNode node) =>
        mapping.TryGetValue(node.Activity.Id, out var id) ? id : node.Activity.Id;

    private ActivityNode? Require(ActivityNode node)
    {
        if (Find(node) is { } found)
            return found;
        var id = IdOf(node);
        var elsewhere = To.Nodes.FirstOrDefault(candidate => candidate.Activity.Id == id);
        var problem = elsewhere is null
            ? new AlterationProblem(AlterationProblem.NoCounterpart, [node.Activity.Id, node.Activity.Type])
            : elsewhere.Activity.Type != node.Activity.Type
                ? new AlterationProblem(
                    AlterationProblem.OtherType, [node.Activity.Id, node.Activity.Type, id, elsewhere.Activity.Type])
                : new AlterationProblem(AlterationProblem.OtherContainer, [node.Activity.Id, id]);
        if (!Problems.Any(known => known.ToString() == problem.ToString()))
            Problems.Add(problem);
        return null;
    }

    private List<ActivityNode> OpenChildrenOf(
        ContextState container, WorkflowState state, Dictionary<string, ActivityNode> nodes) =>
        [.. state.Contexts
            .Where(context => context.ParentId == container.Id && nodes.ContainsKey(context.Id))
            .Select(context => nodes[context.Id])
            .Concat((state.Scheduled ?? [])
                .Where(item => item.OwnerId == container.Id)
                .Select(item => From.FindNode(item.NodeId))
                .OfType<ActivityNode>())];

    private void Move(ContextState context, ActivityNode node, ActivityNode target, List<ActivityNode> children)
    {
        context.NodeId = target.NodeId;
        VariableMove.Move(context, node.Activity, target.Activity, this);
        if (target.Activity is IMovesState container && context.Properties is not null)
            container.MoveState(context.Properties, new ContainerMove(
                node.Activity,
                id => node.Children.FirstOrDefault(child => child.Activity.Id == id) is { } child
                    ? Find(child)?.Activity.Id
                    : null,
                [.. children.Select(Find).OfType<ActivityNode>().Select(child => child.Activity)]));
        // A callback of a child that is no longer open is a leftover of a cancelled one.
        context.Callbacks?.RemoveAll(callback => From.FindNode(callback.NodeId) is not { } child
            || (!children.Contains(child) && Find(child) is null));
        foreach (var callback in context.Callbacks ?? [])
            if (Require(From.FindNode(callback.NodeId)!) is { } child)
                callback.NodeId = child.NodeId;
    }

    private void Move(BookmarkState bookmark, Dictionary<string, ActivityNode> nodes)
    {
        if (!nodes.TryGetValue(bookmark.ContextId, out var node))
            Problems.Add(new AlterationProblem(
                AlterationProblem.NoCounterpart, [bookmark.ActivityId, bookmark.Name]));
        else if (Find(node) is { } target)
        {
            bookmark.NodeId = target.NodeId;
            bookmark.ActivityId = target.Activity.Id;
        }
    }

    private Incident Move(Incident incident) =>
        From.FindNode(incident.ActivityNodeId) is { } node && Find(node) is { } target
            ? incident with { ActivityId = target.Activity.Id, ActivityNodeId = target.NodeId }
            : incident;
}
