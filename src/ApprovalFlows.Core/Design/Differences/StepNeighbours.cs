namespace ApprovalFlows.Core.Design.Differences;

/// <summary>The steps right before and right after a step on its way through the flow.</summary>
internal sealed class StepNeighbours
{
    public StepNeighbours(FlowDocument document, FlowStep step)
    {
        var order = document.Orders.GetValueOrDefault($"{step.Container}/{step.Place}");
        var isDrawn = document.Lines.Any(line => line.Source == step.Id || line.Target == step.Id);
        if (isDrawn || order is null)
        {
            Before = [.. Earlier(document, step.Id).Distinct()];
            After = [.. Later(document, step).Distinct()];
        }
        else if (!document.Steps[step.Container!].Type.EndsWith("Flowchart", StringComparison.Ordinal))
        {
            var at = order.IndexOf(step.Id);
            Before = at > 0 ? [order[at - 1]] : [];
            After = at < order.Count - 1 ? [order[at + 1]] : [];
        }
    }

    public IReadOnlyList<string> Before { get; } = [];
    public IReadOnlyList<string> After { get; } = [];

    // A step that only sends the case back here is no step before this one.
    private static List<string> Earlier(FlowDocument document, string id)
    {
        var sources = document.Lines
            .Where(line => line.Target == id && line.Source != id)
            .Select(line => line.Source).ToList();
        var earlier = sources.Where(source => !IsReachedOnlyThrough(document, source, id)).ToList();
        return earlier.Count > 0 ? earlier : sources;
    }

    // Of a decision the favourable outcome, its first, tells where the step stands.
    private static IEnumerable<string> Later(FlowDocument document, FlowStep step)
    {
        var lines = document.Lines.Where(line => line.Source == step.Id && line.Target != step.Id).ToList();
        var first = InputValue.Of(step.Own["outcomes"])?.List() is [var favourable, ..] ? favourable : null;
        var chosen = lines.Where(line => line.Port == first).ToList();
        return (chosen.Count > 0 ? chosen : lines).Select(line => line.Target);
    }

    private static bool IsReachedOnlyThrough(FlowDocument document, string wanted, string avoided)
    {
        var targets = document.Lines.Select(line => line.Target).ToHashSet();
        var open = new Stack<string>(document.Steps.Keys.Where(id => !targets.Contains(id) && id != avoided));
        var seen = new HashSet<string>();
        while (open.TryPop(out var at))
        {
            if (at == wanted) return false;
            if (at == avoided || !seen.Add(at)) continue;
            foreach (var line in document.Lines.Where(line => line.Source == at)) open.Push(line.Target);
        }

        return true;
    }
}
