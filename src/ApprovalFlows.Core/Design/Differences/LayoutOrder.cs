namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Orders the places of each layer by their neighbours; the order with fewest crossings stays.</summary>
internal sealed class LayoutOrder(List<List<LayoutNode>> layers)
{
    private readonly Dictionary<LayoutNode, int> position = [];

    public void Improve(int rounds)
    {
        for (var at = 0; at < layers.Count; at++) layers[at] = [.. layers[at].OrderBy(node => !node.IsMain)];
        Number();
        var best = layers.Select(layer => layer.ToList()).ToList();
        var fewest = Crossings();
        for (var round = 0; round < rounds && fewest > 0; round++)
        {
            if (round % 2 == 0)
                for (var at = 1; at < layers.Count; at++) Sort(at, node => node.Above);
            else
                for (var at = layers.Count - 2; at >= 0; at--) Sort(at, node => node.Below);
            var crossings = Crossings();
            if (crossings >= fewest) continue;
            fewest = crossings;
            best = [.. layers.Select(layer => layer.ToList())];
        }

        for (var at = 0; at < layers.Count; at++) layers[at] = best[at];
    }

    private void Number()
    {
        foreach (var layer in layers) Number(layer);
    }

    private void Number(List<LayoutNode> layer)
    {
        for (var at = 0; at < layer.Count; at++) position[layer[at]] = at;
    }

    private void Sort(int at, Func<LayoutNode, List<LayoutNode>> neighbours)
    {
        var layer = layers[at];
        layers[at] = [.. layer.OrderBy(node => !node.IsMain).ThenBy(node =>
            neighbours(node) is { Count: > 0 } near ? near.Average(other => position[other]) : position[node])];
        Number(layers[at]);
    }

    private int Crossings()
    {
        var count = 0;
        foreach (var layer in layers)
        {
            var ends = layer.SelectMany(node =>
                node.Below.Select(lower => (From: position[node], To: position[lower]))).ToList();
            for (var one = 0; one < ends.Count; one++)
                for (var other = one + 1; other < ends.Count; other++)
                    if ((ends[one].From - ends[other].From) * (ends[one].To - ends[other].To) < 0) count++;
        }

        return count;
    }
}
