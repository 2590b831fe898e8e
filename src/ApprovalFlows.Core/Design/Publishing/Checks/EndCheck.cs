using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Design.Publishing.Paths;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Graph;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>Every path of a case comes to an end, and there the case is closed.</summary>
internal sealed class EndCheck : IPublishCheck
{
    private const int NamesMax = 5;

    public IEnumerable<Finding> Run(FlowUnderCheck flow)
    {
        if (!flow.OpensCases) return [];
        return [.. Stops(flow), .. OpenEnds(flow), .. Circles(flow)];
    }

    // One branch of several may stop: the others go on.
    private static IEnumerable<Finding> Stops(FlowUnderCheck flow)
    {
        var stops = flow.Paths.Holds(point => point.End == PathEnd.Dangling ? true : null, atForks: true);
        return Walk(flow, stops, atForks: true, closes: false)
            .Where(point => point.End == PathEnd.Dangling && !StepOutcomes.AreChosen(point.Node.Activity))
            .DistinctBy(point => point.Node)
            .Select(point => On(point.Node, Severity.Error, "Gate.Stops"));
    }

    // An end ends the other branches as well.
    private static IEnumerable<Finding> OpenEnds(FlowUnderCheck flow)
    {
        var open = flow.Paths.Holds(
            point => Closes(point) ? false : IsEnd(point) ? true : null, atForks: false);
        var last = Walk(flow, open, atForks: false, closes: true).Where(IsEnd).ToList();
        return last.Select(point => StepAt(point, open)).DistinctBy(node => node)
            .Select(node => On(node, Severity.Error, "Gate.CaseStaysOpen"));
    }

    private static IEnumerable<Finding> Circles(FlowUnderCheck flow)
    {
        var ends = flow.Paths.Holds(point => point.Next.Count == 0 ? true : null, atForks: true);
        var rest = flow.Paths.Points.Where(point => point.IsStart && !ends[point.Index]).ToList();
        while (rest.Count > 0)
        {
            var first = rest[0];
            var circle = rest.Where(point => Follows(first, point) && Follows(point, first)).ToList();
            rest.RemoveAll(point => point == first || circle.Contains(point));
            var steps = circle.Select(point => point.Node).Where(node => node.Children.Count == 0).ToList();
            if (!Follows(first, first) || steps.Count == 0) continue;
            var names = steps.Select(NameOf).Distinct().Take(NamesMax).ToList();
            yield return On(steps[0], Severity.Error, "Gate.Circle", Joined(names));
        }
    }

    private static LocalText Joined(IReadOnlyList<LocalText> names) => new(
        string.Join("、", names.Select(name => name.Zh)),
        string.Join(", ", names.Select(name => name.Vi)),
        string.Join(", ", names.Select(name => name.En)));

    private static bool Closes(PathPoint point) => !point.IsStart && ClosesCase(point.Node.Activity);

    private static bool IsEnd(PathPoint point) => point.End is PathEnd.Proper or PathEnd.Fault;

    // The end of the whole flow is no step of its own: the last step before it is named.
    private static ActivityNode StepAt(PathPoint point, bool[] open)
    {
        var seen = new HashSet<PathPoint>();
        while (point.Node.Children.Count > 0 && seen.Add(point))
            point = point.Before.FirstOrDefault(earlier => open[earlier.Index] && !Closes(earlier)) ?? point;
        return point.Node;
    }

    /// <summary>The points that have the property, from the receipt of an application on.</summary>
    private static IEnumerable<PathPoint> Walk(FlowUnderCheck flow, bool[] has, bool atForks, bool closes)
    {
        var seen = new HashSet<PathPoint>();
        var pending = new Stack<PathPoint>(flow.Paths.Points.Where(
            point => !point.IsStart && point.Node.Activity is ReceiveApplication && has[point.Index]));
        while (pending.TryPop(out var point))
        {
            if (!seen.Add(point)) continue;
            yield return point;
            if (closes && Closes(point)) continue;
            if (point.Forks && atForks && !point.Next.All(next => has[next.Index])) continue;
            foreach (var next in point.Next)
                if (has[next.Index]) pending.Push(next);
        }
    }

    private static bool Follows(PathPoint from, PathPoint to)
    {
        var seen = new HashSet<PathPoint>();
        var pending = new Stack<PathPoint>(from.Next);
        while (pending.TryPop(out var point))
        {
            if (point == to) return true;
            if (!seen.Add(point)) continue;
            foreach (var next in point.Next) pending.Push(next);
        }

        return false;
    }
}
