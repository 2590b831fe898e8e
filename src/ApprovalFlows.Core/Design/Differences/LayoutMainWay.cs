namespace ApprovalFlows.Core.Design.Differences;

/// <summary>
/// The longest way through the flow: where everybody decides in favour it is the one a case takes. What branches
/// off is drawn beside it.
/// </summary>
internal sealed class LayoutMainWay(IReadOnlyCollection<LayoutNode> nodes, IReadOnlyList<LayoutLine> routes)
{
    private readonly ILookup<LayoutNode, LayoutLine> ways = routes
        .Where(line => !line.IsTurned && line.Drawn.State != DrawnState.Removed)
        .ToLookup(line => line.Upper);

    private readonly Dictionary<LayoutNode, int> lengths = [];

    public void Mark()
    {
        var at = nodes.MaxBy(LengthFrom);
        while (at is not null)
        {
            at.IsMain = true;
            var next = ways[at].MaxBy(line => LengthFrom(line.Lower));
            foreach (var bend in next?.Bends ?? []) bend.IsMain = true;
            at = next?.Lower;
        }
    }

    private int LengthFrom(LayoutNode node)
    {
        if (lengths.TryGetValue(node, out var known)) return known;
        return lengths[node] = ways[node].Select(line => LengthFrom(line.Lower) + 1).DefaultIfEmpty(0).Max();
    }
}
