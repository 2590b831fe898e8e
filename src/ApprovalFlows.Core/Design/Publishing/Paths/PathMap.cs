using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Core.Design.Publishing.Paths;

/// <summary>
/// Every way a run of a flow can take, over containers and embedded flows, as points that follow each other.
/// Only what can be reached is in it.
/// </summary>
internal sealed class PathMap(IReadOnlyList<PathPoint> points)
{
    private readonly ILookup<ActivityNode, PathPoint> byNode = points.ToLookup(point => point.Node);
    private readonly Lazy<PathOrder> order = new(() => new PathOrder(points));

    public IReadOnlyList<PathPoint> Points => points;
    public PathPoint Start => points[0];

    /// <summary>The same ways without turning back.</summary>
    public PathOrder Order => order.Value;

    public bool Reaches(ActivityNode node) => byNode.Contains(node);

    public PathPoint? StartOf(ActivityNode node) => byNode[node].FirstOrDefault(point => point.IsStart);

    /// <summary>What is certain at each point: on every way there, the same has happened last.</summary>
    /// <param name="change">What a point leaves certain, given what was certain before.</param>
    public int[] Certain(Func<PathPoint, int, int> change)
    {
        var before = Enumerable.Repeat(~0, points.Count).ToArray();
        before[Start.Index] = 0;
        Repeat(point =>
        {
            if (point.Before.Count == 0) return false;
            var facts = point.Before.Select(earlier => change(earlier, before[earlier.Index]));
            var merged = point.JoinsAll ? facts.Aggregate((all, fact) => all | fact)
                : facts.Aggregate((all, fact) => all & fact);
            if (point == Start) merged = 0;
            if (merged == before[point.Index]) return false;
            before[point.Index] = merged;
            return true;
        });
        return before;
    }

    /// <summary>What is possible at each point: on some way there, it has happened.</summary>
    public int[] Possible(Func<PathPoint, int, int> change)
    {
        var before = new int[points.Count];
        Repeat(point =>
        {
            var merged = point.Before.Aggregate(0, (all, earlier) => all | change(earlier, before[earlier.Index]));
            if (merged == before[point.Index]) return false;
            before[point.Index] = merged;
            return true;
        });
        return before;
    }

    /// <summary>The points of which something holds: by themselves, or because it holds of what follows.</summary>
    /// <param name="itself">What a point is by itself; null leaves it to what follows.</param>
    /// <param name="atForks">Whether all branches have to be so, or one is enough.</param>
    public bool[] Holds(Func<PathPoint, bool?> itself, bool atForks)
    {
        var holds = new bool[points.Count];
        Repeat(point =>
        {
            if (holds[point.Index]) return false;
            var now = itself(point) ?? (point.Forks && atForks
                ? point.Next.Count > 0 && point.Next.All(next => holds[next.Index])
                : point.Next.Any(next => holds[next.Index]));
            return holds[point.Index] = now;
        });
        return holds;
    }

    private void Repeat(Func<PathPoint, bool> step)
    {
        // Facts only grow, or only shrink: every round that goes on has changed one.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var point in points) changed |= step(point);
        }
    }
}
