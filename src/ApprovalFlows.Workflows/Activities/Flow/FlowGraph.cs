namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>
/// The connections of a flowchart seen from one start node: breadth-first, an edge that would close
/// a cycle over the edges accepted so far leads backward (Elsa: FlowGraph.cs).
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<IActivity, List<Connection>> outbound = [];
    private readonly Dictionary<IActivity, List<Connection>> inbound = [];
    private readonly Dictionary<IActivity, List<Connection>> forwardInbound = [];
    private readonly Dictionary<IActivity, HashSet<IActivity>> ancestors = [];
    // By reference: hashing the two ends of a record takes longer than the step itself.
    private readonly HashSet<Connection> forward = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<IActivity> reached = [];
    private readonly IActivity start;

    public FlowGraph(IEnumerable<Connection> connections, IActivity start)
    {
        this.start = start;
        foreach (var connection in connections.Distinct())
        {
            Add(outbound, connection.Source.Activity, connection);
            Add(inbound, connection.Target.Activity, connection);
        }

        Explore();
        foreach (var connection in outbound.Values.SelectMany(list => list).Where(forward.Contains))
            Add(forwardInbound, connection.Target.Activity, connection);
    }

    public IReadOnlyList<Connection> Outbound(IActivity activity) => Get(outbound, activity);

    public IReadOnlyList<Connection> Inbound(IActivity activity) => Get(inbound, activity);

    public IReadOnlyList<Connection> ForwardInbound(IActivity activity) => Get(forwardInbound, activity);

    public IActivity? Find(string id) => reached.FirstOrDefault(activity => activity.Id == id);

    public bool IsDangling(IActivity activity) => !reached.Contains(activity);

    public bool IsBackward(Connection connection) => !forward.Contains(connection);

    /// <summary>Everything from which forward connections lead to the activity.</summary>
    public IReadOnlySet<IActivity> AncestorsOf(IActivity activity)
    {
        lock (ancestors)
        {
            if (!ancestors.TryGetValue(activity, out var found))
                ancestors[activity] = found = FindAncestors(activity);
            return found;
        }
    }

    /// <summary>Everything that forward connections lead to from the activity.</summary>
    public IReadOnlySet<IActivity> DescendantsOf(IActivity activity)
    {
        var found = new HashSet<IActivity>();
        var pending = new Stack<IActivity>([activity]);
        while (pending.TryPop(out var current))
            foreach (var connection in Outbound(current))
                if (forward.Contains(connection) && found.Add(connection.Target.Activity))
                    pending.Push(connection.Target.Activity);
        return found;
    }

    /// <summary>A way back is valid when every path from the start to its source leads through its target.</summary>
    public bool IsValidBackward(Connection connection)
    {
        var target = connection.Target.Activity;
        if (connection.Source.Activity == target)
            return true;
        var seen = new HashSet<IActivity> { target };
        var pending = new Stack<IActivity>([connection.Source.Activity]);
        while (pending.TryPop(out var activity))
        {
            if (activity == start)
                return target == start;
            if (!seen.Add(activity))
                continue;
            foreach (var edge in ForwardInbound(activity))
                pending.Push(edge.Source.Activity);
        }

        return true;
    }

    private void Explore()
    {
        var pending = new Queue<IActivity>([start]);
        reached.Add(start);
        while (pending.TryDequeue(out var source))
            foreach (var connection in Outbound(source))
            {
                var target = connection.Target.Activity;
                if (reached.Add(target))
                {
                    forward.Add(connection);
                    pending.Enqueue(target);
                }
                else if (!Leads(target, source))
                {
                    forward.Add(connection);
                }
            }
    }

    private bool Leads(IActivity from, IActivity to)
    {
        var seen = new HashSet<IActivity>();
        var pending = new Stack<IActivity>([from]);
        while (pending.TryPop(out var activity))
        {
            if (activity == to)
                return true;
            if (!seen.Add(activity))
                continue;
            foreach (var connection in Outbound(activity))
                if (forward.Contains(connection))
                    pending.Push(connection.Target.Activity);
        }

        return false;
    }

    private HashSet<IActivity> FindAncestors(IActivity activity)
    {
        var found = new HashSet<IActivity>();
        var pending = new Stack<IActivity>([activity]);
        while (pending.TryPop(out var current))
            foreach (var connection in ForwardInbound(current))
                if (found.Add(connection.Source.Activity))
                    pending.Push(connection.Source.Activity);
        return found;
    }

    private static void Add(
        Dictionary<IActivity, List<Connection>> map, IActivity activity, Connection connection)
    {
        if (!map.TryGetValue(activity, out var list))
            map[activity] = list = [];
        list.Add(connection);
    }

    private static List<Connection> Get(
        Dictionary<IActivity, List<Connection>> map, IActivity activity) =>
        map.TryGetValue(activity, out var list) ? list : Empty;

    private static List<Connection> Empty { get; } = [];
}
