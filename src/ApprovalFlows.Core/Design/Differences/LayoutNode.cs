namespace ApprovalFlows.Core.Design.Differences;

/// <summary>A place in a layer: a step, or an empty place that a long line runs through.</summary>
internal sealed class LayoutNode
{
    public double Width { get; init; }
    public int Layer { get; set; }
    public double Centre { get; set; }

    /// <summary>On the long way through the flow, which is drawn straight at the left.</summary>
    public bool IsMain { get; set; }

    public double Left => Centre - (Width / 2);

    /// <summary>What it is joined to in the layer above and in the layer below.</summary>
    public List<LayoutNode> Above { get; } = [];
    public List<LayoutNode> Below { get; } = [];
}

/// <summary>A line on its way through the layers, always from the upper to the lower one.</summary>
internal sealed class LayoutLine(DrawnLine drawn, bool isTurned)
{
    public DrawnLine Drawn => drawn;
    public bool IsTurned => isTurned;
    public List<LayoutNode> Bends { get; } = [];
    public required LayoutNode Upper { get; init; }
    public required LayoutNode Lower { get; init; }
    public LayoutNode First => Bends.Count > 0 ? Bends[0] : Lower;
    public LayoutNode Last => Bends.Count > 0 ? Bends[^1] : Upper;
    public double UpperX { get; set; }
    public double LowerX { get; set; }
}
