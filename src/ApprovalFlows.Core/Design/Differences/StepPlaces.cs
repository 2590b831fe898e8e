using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Design.Differences;

/// <summary>Steps that came, went or stand elsewhere, with their neighbours.</summary>
internal sealed class StepPlaces(
    List<FlowDifference> found, FlowDocument before, FlowDocument after, FlowNames names)
{
    public void TellAddedAndRemoved()
    {
        foreach (var step in after.Steps.Values.Where(step => !before.Steps.ContainsKey(step.Id) && !IsRoot(step)))
            Tell(DifferenceKind.StepAdded, "Differs.StepAdded", step, after);
        foreach (var step in before.Steps.Values.Where(step => !after.Steps.ContainsKey(step.Id) && !IsRoot(step)))
            Tell(DifferenceKind.StepRemoved, "Differs.StepRemoved", step, before);
    }

    public void TellMoved()
    {
        if (before.RootId != after.RootId && before.RootId is not null && after.RootId is not null)
            found.Add(new FlowDifference(
                DifferenceKind.FlowChanged, new Sentence("Differs.Root", before.RootId, after.RootId))
            {
                Input = "root",
            });
        foreach (var step in after.Steps.Values)
            if (before.Steps.TryGetValue(step.Id, out var was) && PlaceOf(before, was) != PlaceOf(after, step))
                TellMoved(step, was);
        foreach (var (place, now) in after.Orders)
            if (before.Orders.TryGetValue(place, out var old) && !IsDrawn(place)) TellOrder(place, old, now);
    }

    // A root that bears another id is still the root.
    private bool IsRoot(FlowStep step) =>
        before.RootId is not null && after.RootId is not null
        && (step.Id == before.RootId || step.Id == after.RootId);

    // Steps of a flowchart run along its lines; where they stand in the file is no matter.
    private bool IsDrawn(string place) =>
        after.Steps[ContainerOf(place)].Type.EndsWith("Flowchart", StringComparison.Ordinal);

    private static string ContainerOf(string place) => place[..place.IndexOf('/', StringComparison.Ordinal)];

    // The root may bear another id in every file; to be in it is to be in the flow.
    private static (string?, string) PlaceOf(FlowDocument document, FlowStep step) =>
        (step.Container == document.RootId ? null : step.Container, step.Id == document.RootId ? "" : step.Place);

    private void TellMoved(FlowStep step, FlowStep was) => found.Add(new FlowDifference(
        DifferenceKind.StepMoved,
        new Sentence("Differs.StepMoved", StepTitle.WithId(step), Inside(before, was), Inside(after, step)))
    {
        StepId = step.Id,
        Step = StepTitle.Of(step),
        Old = $"{was.Container}/{was.Place}",
        New = $"{step.Container}/{step.Place}",
    });

    private static Sentence Inside(FlowDocument document, FlowStep step) =>
        step.Container is { } id && id != document.RootId
            ? new Sentence("Differs.Inside", StepTitle.Quoted(document.Steps[id]), step.Place)
            : new Sentence("Differs.Flow");

    private void TellOrder(string place, List<string> old, List<string> now)
    {
        var was = old.Where(now.Contains).ToList();
        var became = now.Where(old.Contains).ToList();
        if (was.SequenceEqual(became)) return;
        var container = after.Steps[ContainerOf(place)];
        found.Add(new FlowDifference(
            DifferenceKind.StepMoved,
            new Sentence(
                "Differs.StepsReordered",
                StepTitle.WithId(container),
                FlowNames.Joined(became.Select(id => StepTitle.Quoted(after.Steps[id]))),
                FlowNames.Joined(was.Select(id => StepTitle.Quoted(before.Steps[id])))))
        {
            StepId = container.Id,
            Step = StepTitle.Of(container),
            Old = string.Join(", ", was),
            New = string.Join(", ", became),
        });
    }

    private void Tell(DifferenceKind kind, string key, FlowStep step, FlowDocument document)
    {
        var neighbours = new StepNeighbours(document, step);
        var title = StepTitle.WithId(step);
        var (earlier, later) = (Titles(document, neighbours.Before), Titles(document, neighbours.After));
        // A correction goes back to where it came from.
        var following = neighbours.After.Except(neighbours.Before).Count();
        var sentence = (neighbours.Before.Count, following) switch
        {
            ( > 0, > 0) => new Sentence(key + "Between", title, earlier, later),
            ( > 0, _) => new Sentence(key + "Behind", title, earlier),
            (_, > 0) => new Sentence(key + "Ahead", title, later),
            _ => new Sentence(key, title, Inside(document, step)),
        };
        found.Add(new FlowDifference(kind, sentence)
        {
            StepId = step.Id,
            Step = StepTitle.Of(step),
            Before = neighbours.Before,
            After = neighbours.After,
            Old = kind == DifferenceKind.StepRemoved ? step.Type : null,
            New = kind == DifferenceKind.StepAdded ? step.Type : null,
            Details = kind == DifferenceKind.StepAdded ? [.. StepDetails.Of(step, document, names)] : [],
        });
    }

    private static LocalText Titles(FlowDocument document, IEnumerable<string> ids) => FlowNames.Joined(
        ids.Select(id => document.Steps.TryGetValue(id, out var step)
            ? StepTitle.Quoted(step)
            : FlowNames.Quoted(new LocalText(id, id, id))));
}
