using ApprovalFlows.Core.Activities;
using ApprovalFlows.Core.Deadlines;
using ApprovalFlows.Core.Design.Publishing.Paths;
using ApprovalFlows.Core.Texts;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>
/// The limits the offices set themselves fit into those of the law. A statutory limit counts from receipt,
/// acceptance or decision, so what any step takes since then counts against it.
/// </summary>
internal sealed class DeadlineCheck : IPublishCheck
{
    public IEnumerable<Finding> Run(FlowUnderCheck flow)
    {
        var findings = flow.Reviews.SelectMany(rule => Alone(rule, LimitOf(flow, rule))).ToList();
        foreach (var clock in new[] { TimeLimits.Acceptance, TimeLimits.Decision, TimeLimits.Delivery })
            findings.AddRange(Sums(flow, clock));
        return findings.DistinctBy(finding => (finding.Code, finding.StepId));
    }

    private static IEnumerable<Finding> Alone(ReviewRule rule, TimeLimit? own)
    {
        if (rule.Limit.Value is { } key && TimeLimits.Seed.Find(key) is null)
            yield return On(rule.Node, Severity.Error, "Gate.LimitUnknown", key);
        if (Constant.Text(rule.Step.WorkingDays).Value is { } written && rule.WorkingDays.Value is null or < 1)
            yield return On(rule.Node, Severity.Error, "Gate.DaysNotPositive", written);
        if (own is { } limit && Needs(rule.WorkingDays.Value ?? 0, limit) > limit.Amount)
            yield return On(
                rule.Node, Severity.Error, "Gate.DaysAlone",
                rule.WorkingDays.Value!.Value, limit.Amount, limit.Name, limit.Basis);
    }

    private static IEnumerable<Finding> Sums(FlowUnderCheck flow, string clock)
    {
        var days = new int[flow.Paths.Points.Count];
        var from = new PathPoint?[flow.Paths.Points.Count];
        foreach (var point in flow.Paths.Order.Points)
        {
            foreach (var earlier in flow.Paths.Order.Before(point))
            {
                var spent = Spent(flow, earlier, days, clock);
                if (from[point.Index] is null || spent > days[point.Index])
                    (days[point.Index], from[point.Index]) = (spent, Starts(earlier, clock) ? null : earlier);
            }

            if (!point.IsStart || flow.ReviewOf(point) is not { } rule || ClockOf(rule) != clock) continue;
            var own = rule.WorkingDays.Value ?? 0;
            if (LimitOf(flow, rule) is not { } limit || Needs(days[point.Index] + own, limit) <= limit.Amount) continue;
            // What takes no days of its own adds nothing to what an earlier step is named for.
            if (own == 0 || Needs(own, limit) > limit.Amount) continue;
            yield return On(
                rule.Node, Severity.Error, "Gate.DaysTogether", Trace(flow, point, from, own),
                days[point.Index] + own, limit.Amount, limit.Name, limit.Basis);
        }
    }

    private static int Spent(FlowUnderCheck flow, PathPoint point, int[] days, string clock) =>
        Starts(point, clock) ? 0
        : days[point.Index] + (point.IsStart ? 0 : Math.Max(0, flow.ReviewOf(point)?.WorkingDays.Value ?? 0));

    // CaseClock.StartOf: the facts the limits count from.
    private static bool Starts(PathPoint point, string clock) => !point.IsStart && point.Node.Activity switch
    {
        ReceiveApplication => true,
        AcceptApplication => clock == TimeLimits.Decision,
        ApproveAndFile or RefuseApplication => clock == TimeLimits.Delivery,
        _ => false,
    };

    private static string ClockOf(ReviewRule rule) => rule.Limit.Value
        is TimeLimits.Acceptance or TimeLimits.Delivery ? rule.Limit.Value : TimeLimits.Decision;

    // A step that names no limit is part of the decision; an assessment decides no application.
    private static TimeLimit? LimitOf(FlowUnderCheck flow, ReviewRule rule) =>
        rule.Limit is { IsKnown: true, Value: { } named } ? TimeLimits.Seed.Find(named)
        : rule.Limit.IsKnown && flow.DecidesApplications ? TimeLimits.Seed[TimeLimits.Decision]
        : null;

    // So many working days take at least so many days of the calendar: every five of them a weekend lies between.
    private static int Needs(int workdays, TimeLimit limit) =>
        limit.Unit == TimeUnit.Workdays || workdays < 1 ? workdays : workdays + (2 * ((workdays - 1) / 5));

    private static LocalText Trace(FlowUnderCheck flow, PathPoint last, PathPoint?[] from, int own)
    {
        var parts = new List<(LocalText Name, int Days)>();
        if (own > 0) parts.Add((NameOf(last.Node), own));
        for (var point = from[last.Index]; point is not null; point = from[point.Index])
            if (!point.IsStart && flow.ReviewOf(point) is { WorkingDays.Value: { } days and > 0 } rule)
                parts.Add((NameOf(rule.Node), days));
        parts.Reverse();
        return new LocalText(
            string.Join(" + ", parts.Select(part => $"{part.Name.Zh} {part.Days}")),
            string.Join(" + ", parts.Select(part => $"{part.Name.Vi} {part.Days}")),
            string.Join(" + ", parts.Select(part => $"{part.Name.En} {part.Days}")));
    }
}
