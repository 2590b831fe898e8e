using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Core.Design.Publishing.Paths;

/// <summary>How the run of a flow ends at a point that nothing follows.</summary>
internal enum PathEnd
{
    None,

    /// <summary>A step after which nothing comes although nothing says that this is the end.</summary>
    Dangling,

    /// <summary>An end, the end of a sequence, or the whole instance finishes.</summary>
    Proper,

    /// <summary>The end by a fault that the flow itself raises.</summary>
    Fault,
}

/// <summary>A moment of a run: a step begins (no outcome), or has come to an outcome.</summary>
internal sealed class PathPoint(int index, ActivityNode node, string? outcome)
{
    private readonly List<PathPoint> next = [];
    private readonly List<PathPoint> before = [];

    public int Index => index;
    public ActivityNode Node => node;
    public string? Outcome => outcome;
    public bool IsStart => outcome is null;

    public IReadOnlyList<PathPoint> Next => next;
    public IReadOnlyList<PathPoint> Before => before;

    /// <summary>Whether everything that follows runs, side by side; otherwise one of it does.</summary>
    public bool Forks { get; set; }

    /// <summary>Whether it waits for everything that leads to it.</summary>
    public bool JoinsAll { get; set; }

    public PathEnd End { get; set; }

    public void LeadTo(PathPoint target)
    {
        if (next.Contains(target)) return;
        next.Add(target);
        target.before.Add(this);
    }
}
