using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

public enum DrawnState
{
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>A step in the picture; its place is that of its left upper corner.</summary>
public sealed record DrawnStep(string Id, LocalText Title, DrawnState State)
{
    public double X { get; init; }
    public double Y { get; init; }

    /// <summary>What changed about it, to be read where it is drawn.</summary>
    public IReadOnlyList<Sentence> Sentences { get; init; } = [];
}

/// <summary>A line of the picture through these points; its outcome is null where there is only one way on.</summary>
public sealed record DrawnLine(string Source, string Target, string? Outcome, DrawnState State)
{
    public IReadOnlyList<(double X, double Y)> Points { get; init; } = [];
}

/// <summary>Both versions in one picture: what came, what went, what is another now.</summary>
public sealed record FlowDrawing(
    IReadOnlyList<DrawnStep> Steps, IReadOnlyList<DrawnLine> Lines, double Width, double Height)
{
    public const int StepWidth = 184;
    public const int StepHeight = 48;
    public const int MaxSteps = 400;

    /// <summary>Null when there is too much to be drawn.</summary>
    public static FlowDrawing? Of(FlowComparison comparison)
    {
        var steps = StepsOf(comparison);
        if (steps.Count is 0 or > MaxSteps) return null;
        var known = steps.Select(step => step.Id).ToHashSet();
        var lines = LinesOf(comparison)
            .Where(line => known.Contains(line.Source) && known.Contains(line.Target)).ToList();
        return new FlowLayout(steps, lines).Place();
    }

    private static List<DrawnStep> StepsOf(FlowComparison comparison)
    {
        var (before, after) = (comparison.Before, comparison.After);
        var told = comparison.Differences.Where(difference => difference.StepId is not null)
            .ToLookup(difference => difference.StepId!, difference => difference);
        return
        [
            .. after.Steps.Values.Where(step => step.Id != after.RootId).Select(step => Draw(
                step, before.Steps.ContainsKey(step.Id) ? StateOf(told[step.Id]) : DrawnState.Added)),
            .. before.Steps.Values
                .Where(step => step.Id != before.RootId && !after.Steps.ContainsKey(step.Id))
                .Select(step => Draw(step, DrawnState.Removed)),
        ];

        DrawnStep Draw(FlowStep step, DrawnState state) => new(step.Id, StepTitle.Of(step), state)
        {
            Sentences = [.. told[step.Id].Select(difference => difference.Sentence)],
        };
    }

    // A line that leads elsewhere is drawn as a line; the step it starts at is what it was.
    private static DrawnState StateOf(IEnumerable<FlowDifference> told) =>
        told.Any(difference => difference.Kind is not (
            DifferenceKind.LineAdded or DifferenceKind.LineRemoved or DifferenceKind.LineMoved))
            ? DrawnState.Changed
            : DrawnState.Same;

    private static IEnumerable<DrawnLine> LinesOf(FlowComparison comparison)
    {
        var before = FlowWays.Of(comparison.Before).ToHashSet();
        var after = FlowWays.Of(comparison.After).ToHashSet();
        return after
            .Select(way => Draw(way, before.Contains(way) ? DrawnState.Same : DrawnState.Added))
            .Concat(before.Where(way => !after.Contains(way)).Select(way => Draw(way, DrawnState.Removed)));
    }

    private static DrawnLine Draw((string Source, string Port, string Target) way, DrawnState state) =>
        new(way.Source, way.Target, way.Port == "Done" ? null : way.Port, state);
}
