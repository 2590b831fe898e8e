namespace ApprovalFlows.Core.Design.Differences;

/// <summary>The ways from step to step: lines of flowcharts, the order of sequences, into what holds steps.</summary>
internal static class FlowWays
{
    public static IEnumerable<(string Source, string Port, string Target)> Of(FlowDocument document)
    {
        foreach (var line in document.Lines) yield return (line.Source, line.Port, line.Target);
        var targets = document.Lines.Select(line => line.Target).ToHashSet();
        foreach (var (place, inside) in document.Orders)
        {
            var container = document.Steps[place[..place.IndexOf('/', StringComparison.Ordinal)]];
            if (container.Type.EndsWith("Flowchart", StringComparison.Ordinal))
                foreach (var start in inside.Where(id => !targets.Contains(id)))
                    yield return (container.Id, "…", start);
            else if (container.Type.Contains("Parallel", StringComparison.Ordinal))
                foreach (var id in inside) yield return (container.Id, "…", id);
            else
            {
                yield return (container.Id, "…", inside[0]);
                foreach (var (earlier, later) in inside.Zip(inside.Skip(1))) yield return (earlier, "Done", later);
            }
        }

        foreach (var step in document.Steps.Values)
            if (step.Container is { } holder && !document.Orders.ContainsKey($"{holder}/{step.Place}"))
                yield return (holder, step.Place, step.Id);
    }
}
