namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Moves the places of each layer sideways towards their neighbours, without any of them meeting.</summary>
internal sealed class LayoutColumns(List<List<LayoutNode>> layers)
{
    private const double Gap = 28;

    // So much that nothing moves the main way out of its straight line.
    private const double MainWeight = 1_000_000;

    public void Place(int rounds)
    {
        foreach (var layer in layers) Spread(layer, _ => 0);
        for (var round = 0; round < rounds; round++)
        {
            var isDown = round % 2 == 0;
            foreach (var layer in isDown ? layers : Enumerable.Reverse(layers))
                Spread(layer, node => Wanted(node, isDown ? node.Above : node.Below));
        }
    }

    private static double Wanted(LayoutNode node, List<LayoutNode> near)
    {
        if (node.IsMain) return 0;
        if (near.Count == 0) return node.Centre;
        var centres = near.Select(other => other.Centre).Order().ToList();
        var middle = centres.Count / 2;
        return centres.Count % 2 == 1 ? centres[middle] : (centres[middle - 1] + centres[middle]) / 2;
    }

    // Neighbours that would meet become a block which stands where they want on average.
    private static void Spread(List<LayoutNode> layer, Func<LayoutNode, double> wanted)
    {
        var blocks = new List<Block>();
        foreach (var node in layer)
        {
            var block = new Block([node], wanted(node) - (node.Width / 2), node.Width, node.IsMain ? MainWeight : 1);
            while (blocks.Count > 0 && blocks[^1].Start + blocks[^1].Width + Gap > block.Start)
            {
                block = blocks[^1].With(block, Gap);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        foreach (var block in blocks) block.Stand(Gap);
    }

    private sealed record Block(List<LayoutNode> Nodes, double Start, double Width, double Weight)
    {
        public Block With(Block next, double gap)
        {
            var start = ((Start * Weight) + ((next.Start - Width - gap) * next.Weight)) / (Weight + next.Weight);
            return new Block([.. Nodes, .. next.Nodes], start, Width + gap + next.Width, Weight + next.Weight);
        }

        public void Stand(double gap)
        {
            var left = Start;
            foreach (var node in Nodes)
            {
                node.Centre = left + (node.Width / 2);
                left += node.Width + gap;
            }
        }
    }
}
