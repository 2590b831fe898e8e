using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>
/// Compares two versions of a flow. Steps are matched by their ids. Whatever differs and has no sentence of
/// its own is told with the way to it, so that nothing that a version says can change unseen.
/// </summary>
public sealed class FlowComparison
{
    private readonly List<FlowDifference> found = [];
    private readonly FlowNames names;
    private int layout;

    private FlowComparison(string before, string after, FlowNames names)
    {
        Before = FlowDocument.Read(before);
        After = FlowDocument.Read(after);
        this.names = names;
        Compare();
    }

    public IReadOnlyList<FlowDifference> Differences => found;

    internal FlowDocument Before { get; }

    internal FlowDocument After { get; }

    /// <param name="before">The earlier version as stored: JSON.</param>
    /// <param name="after">The later version.</param>
    /// <param name="names">How offices and posts are called.</param>
    public static FlowComparison Of(string before, string after, FlowNames names) => new(before, after, names);

    private void Compare()
    {
        new AboutDifferences(found).Compare(Before.About, After.About);
        var places = new StepPlaces(found, Before, After, names);
        places.TellAddedAndRemoved();
        var steps = new StepDifferences(found, names, () => layout++);
        foreach (var (id, step) in After.Steps)
            if (Before.Steps.GetValueOrDefault(id == After.RootId ? Before.RootId ?? id : id) is { } was)
                steps.Compare(was, step);
        places.TellMoved();
        new LineDifferences(found, Before, After, () => layout++).Compare();
        if (layout > 0)
            found.Add(new FlowDifference(DifferenceKind.LayoutChanged, new Sentence("Differs.Layout", layout)));
    }
}
