namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Puts each step into the layer below all that lead to it, and places of lines into those between.</summary>
internal sealed class LayoutLayers(IReadOnlyCollection<LayoutNode> nodes, IReadOnlyList<LayoutLine> routes)
{
    private const double BendWidth = 20;

    public List<List<LayoutNode>> Build()
    {
        Layer();
        var layers = Enumerable.Range(0, nodes.Max(node => node.Layer) + 1)
            .Select(_ => new List<LayoutNode>()).ToList();
        foreach (var node in nodes) layers[node.Layer].Add(node);
        foreach (var line in routes) Join(line, layers);
        return layers;
    }

    private void Layer()
    {
        var open = routes.GroupBy(line => line.Lower).ToDictionary(group => group.Key, group => group.Count());
        var ways = routes.ToLookup(line => line.Upper);
        var ready = new Queue<LayoutNode>(nodes.Where(node => !open.ContainsKey(node)));
        while (ready.TryDequeue(out var node))
            foreach (var line in ways[node])
            {
                line.Lower.Layer = Math.Max(line.Lower.Layer, node.Layer + 1);
                if (--open[line.Lower] == 0) ready.Enqueue(line.Lower);
            }
    }

    private static void Join(LayoutLine line, List<List<LayoutNode>> layers)
    {
        var at = line.Upper;
        for (var layer = line.Upper.Layer + 1; layer < line.Lower.Layer; layer++)
        {
            var bend = new LayoutNode { Width = BendWidth, Layer = layer };
            line.Bends.Add(bend);
            layers[layer].Add(bend);
            Join(at, bend);
            at = bend;
        }

        Join(at, line.Lower);
    }

    private static void Join(LayoutNode upper, LayoutNode lower)
    {
        upper.Below.Add(lower);
        lower.Above.Add(upper);
    }
}
