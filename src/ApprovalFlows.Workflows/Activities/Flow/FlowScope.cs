namespace ApprovalFlows.Workflows.Activities.Flow;

/// <summary>How often nodes and connections were visited; state of the counter mode (Elsa: FlowScope.cs).</summary>
public sealed class FlowScope
{
    public Dictionary<string, long> ActivityVisits { get; set; } = [];
    public Dictionary<string, long> ConnectionVisits { get; set; } = [];
    public HashSet<string> FollowedConnections { get; set; } = [];

    internal void Visit(IActivity activity) =>
        ActivityVisits[activity.Id] = VisitsOf(activity) + 1;

    internal void Visit(Connection connection, bool followed)
    {
        ConnectionVisits[connection.Key] = VisitsOf(connection) + 1;
        if (followed)
            FollowedConnections.Add(connection.Key);
        else
            FollowedConnections.Remove(connection.Key);
    }

    internal long VisitsOf(IActivity activity) => ActivityVisits.GetValueOrDefault(activity.Id);

    internal long VisitsOf(Connection connection) => ConnectionVisits.GetValueOrDefault(connection.Key);

    internal bool AllVisited(FlowGraph graph, IActivity target)
    {
        var visits = VisitsOf(target);
        foreach (var connection in graph.ForwardInbound(target))
            if (VisitsOf(connection) <= visits)
                return false;
        return true;
    }

    // Only connections visited in the latest round count: an earlier round says nothing about this one.
    internal bool AnyFollowed(FlowGraph graph, IActivity target)
    {
        var latest = LatestRound(graph, target);
        return latest > VisitsOf(target)
            && graph.ForwardInbound(target).Any(connection => IsFollowedIn(connection, latest));
    }

    internal bool AllFollowed(FlowGraph graph, IActivity target)
    {
        var latest = LatestRound(graph, target);
        return latest > VisitsOf(target)
            && graph.ForwardInbound(target).All(connection => IsFollowedIn(connection, latest));
    }

    // What goes again counts as often as what leads to it from outside, less the time that is still to come.
    internal void GoBack(FlowGraph graph, HashSet<IActivity> again)
    {
        foreach (var activity in again)
        {
            var inbound = graph.ForwardInbound(activity);
            var before = Math.Max(0, inbound.Where(connection => !again.Contains(connection.Source.Activity))
                .Select(VisitsOf).DefaultIfEmpty().Max() - 1);
            ActivityVisits[activity.Id] = before;
            foreach (var connection in inbound.Where(connection => again.Contains(connection.Source.Activity)))
            {
                ConnectionVisits[connection.Key] = before;
                FollowedConnections.Remove(connection.Key);
            }
        }
    }

    private long LatestRound(FlowGraph graph, IActivity target) =>
        graph.ForwardInbound(target).Select(VisitsOf).DefaultIfEmpty().Max();

    private bool IsFollowedIn(Connection connection, long round) =>
        VisitsOf(connection) == round && FollowedConnections.Contains(connection.Key);
}

/// <summary>A token on its way from one node to another; state of the token mode (Elsa: Token.cs).</summary>
public sealed class Token
{
    public string From { get; set; } = "";
    public string? Outcome { get; set; }
    public string To { get; set; } = "";
    public bool Consumed { get; set; }
    public bool Blocked { get; set; }

    internal bool IsFree => !Consumed && !Blocked;
}

/// <summary>The tokens of a flowchart.</summary>
public sealed class TokenList
{
    public List<Token> Items { get; set; } = [];
}
