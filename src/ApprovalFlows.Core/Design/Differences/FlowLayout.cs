namespace ApprovalFlows.Core.Design.Differences;

/// <summary>
/// Draws a flow from top to bottom in layers, after Sugiyama: lines that lead back are turned for the layering,
/// long lines run through empty places of their own, and the order within layers is that with few crossings.
/// </summary>
internal sealed class FlowLayout(IReadOnlyList<DrawnStep> steps, IReadOnlyList<DrawnLine> lines)
{
    private const int Rounds = 13;
    private const double LayerHeight = FlowDrawing.StepHeight + 52;
    private const double Margin = 16;

    private readonly Dictionary<string, LayoutNode> nodes = steps.ToDictionary(
        step => step.Id, step => new LayoutNode { Width = FlowDrawing.StepWidth });

    private readonly List<LayoutLine> routes = [];

    public FlowDrawing Place()
    {
        var turned = Backward();
        foreach (var line in lines.Where(line => line.Source != line.Target))
            routes.Add(RouteOf(line, turned.Contains(line)));
        var layers = new LayoutLayers(nodes.Values, routes).Build();
        new LayoutMainWay(nodes.Values, routes).Mark();
        new LayoutOrder(layers).Improve(Rounds);
        new LayoutColumns(layers).Place(Rounds);
        var all = layers.SelectMany(layer => layer).ToList();
        var left = all.Min(node => node.Left) - Margin;
        foreach (var node in all) node.Centre -= left;
        return new FlowDrawing(
            [.. steps.Select(step => step with { X = Math.Round(nodes[step.Id].Left, 1), Y = TopOf(nodes[step.Id]) })],
            [.. Routed(), .. lines.Where(line => line.Source == line.Target).Select(Loop)],
            all.Max(node => node.Centre + (node.Width / 2)) + (2 * Margin),
            (layers.Count * LayerHeight) - 52 + (2 * Margin));
    }

    private LayoutLine RouteOf(DrawnLine line, bool isTurned) => new(line, isTurned)
    {
        Upper = nodes[isTurned ? line.Target : line.Source],
        Lower = nodes[isTurned ? line.Source : line.Target],
    };

    private static double TopOf(LayoutNode node) => Margin + (node.Layer * LayerHeight);

    /// <summary>The lines that close a circle, as a walk from the beginning meets them.</summary>
    private HashSet<DrawnLine> Backward()
    {
        var targets = lines.Where(line => line.State != DrawnState.Removed).Select(line => line.Target).ToHashSet();
        var ways = lines.ToLookup(line => line.Source);
        var state = new Dictionary<string, bool>();
        var backward = new HashSet<DrawnLine>(ReferenceEqualityComparer.Instance);
        foreach (var step in steps.OrderBy(step => targets.Contains(step.Id))) Walk(step.Id);
        return backward;

        void Walk(string id)
        {
            if (state.ContainsKey(id)) return;
            state[id] = true;
            foreach (var line in ways[id])
                if (state.TryGetValue(line.Target, out var isOpen))
                {
                    if (isOpen && line.Target != id) backward.Add(line);
                }
                else
                {
                    Walk(line.Target);
                }

            state[id] = false;
        }
    }

    private IEnumerable<DrawnLine> Routed()
    {
        foreach (var group in routes.GroupBy(line => line.Upper))
            Spread(group.OrderBy(line => line.First.Centre).ToList(), (line, x) => line.UpperX = x, group.Key);
        foreach (var group in routes.GroupBy(line => line.Lower))
            Spread(group.OrderBy(line => line.Last.Centre).ToList(), (line, x) => line.LowerX = x, group.Key);
        return routes.Select(line => line.Drawn with { Points = PointsOf(line) });
    }

    private static void Spread(List<LayoutLine> lines, Action<LayoutLine, double> set, LayoutNode node)
    {
        var step = Math.Min(40, (node.Width - 32) / lines.Count);
        for (var index = 0; index < lines.Count; index++)
            set(lines[index], node.Centre + ((index - ((lines.Count - 1) / 2.0)) * step));
    }

    private static List<(double X, double Y)> PointsOf(LayoutLine line)
    {
        var points = new List<(double X, double Y)> { (line.UpperX, TopOf(line.Upper) + FlowDrawing.StepHeight) };
        foreach (var bend in line.Bends)
        {
            points.Add((bend.Centre, TopOf(bend)));
            points.Add((bend.Centre, TopOf(bend) + FlowDrawing.StepHeight));
        }

        points.Add((line.LowerX, TopOf(line.Lower)));
        if (line.IsTurned) points.Reverse();
        return points;
    }

    private DrawnLine Loop(DrawnLine line)
    {
        var (right, top) = (nodes[line.Source].Left + FlowDrawing.StepWidth, TopOf(nodes[line.Source]));
        return line with { Points = [(right, top + 34), (right + 20, top + 24), (right, top + 14)] };
    }
}
