namespace ApprovalFlows.Core.Design.Publishing.Paths;

/// <summary>The points in an order in which nothing comes before what leads to it; ways back are left out.</summary>
internal sealed class PathOrder
{
    private readonly List<PathPoint> sorted = [];
    private readonly HashSet<(int From, int To)> back = [];

    public PathOrder(IReadOnlyList<PathPoint> points)
    {
        var open = new bool[points.Count];
        var seen = new bool[points.Count];
        var pending = new Stack<(PathPoint Point, int Next)>([(points[0], 0)]);
        seen[0] = open[0] = true;
        while (pending.TryPop(out var at))
        {
            if (at.Next == at.Point.Next.Count)
            {
                open[at.Point.Index] = false;
                sorted.Add(at.Point);
                continue;
            }

            pending.Push((at.Point, at.Next + 1));
            var next = at.Point.Next[at.Next];
            if (open[next.Index]) back.Add((at.Point.Index, next.Index));
            if (seen[next.Index]) continue;
            seen[next.Index] = open[next.Index] = true;
            pending.Push((next, 0));
        }

        sorted.Reverse();
    }

    public IReadOnlyList<PathPoint> Points => sorted;

    public IEnumerable<PathPoint> Before(PathPoint point) =>
        point.Before.Where(earlier => !back.Contains((earlier.Index, point.Index)));
}
