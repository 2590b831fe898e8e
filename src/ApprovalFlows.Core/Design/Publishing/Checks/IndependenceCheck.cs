using System.Numerics;
using ApprovalFlows.Core.Design.Publishing.Paths;
using ApprovalFlows.Core.Texts;
using static ApprovalFlows.Core.Design.Publishing.FlowUnderCheck;

namespace ApprovalFlows.Core.Design.Publishing.Checks;

/// <summary>
/// Nobody can review their own application: each office has somebody who is no applicant, and the tiers on
/// one path have as many different persons.
/// </summary>
internal sealed class IndependenceCheck : IPublishCheck
{
    // More than this many different sets of tiers on the ways to one point: the largest are looked at.
    private const int MaxSets = 256;

    public IEnumerable<Finding> Run(FlowUnderCheck flow)
    {
        foreach (var rule in flow.Reviews)
            if (flow.OfficeOf(rule) is { } office && office.Eligible.Any() && !office.Independent.Any())
                yield return On(rule.Node, Severity.Error, "Gate.OnlyApplicants", Names(office.Eligible));
        var tiers = flow.Reviews
            .Where(rule => rule.IsTier && flow.OfficeOf(rule)?.Independent.Any() == true)
            .ToList();
        var told = new HashSet<string>();
        foreach (var set in SetsOfPaths(flow, tiers))
            if (Short(flow, [.. tiers.Where((_, index) => !(set & (BigInteger.One << index)).IsZero)]) is { } few
                && told.Add(string.Join(' ', few.Select(rule => rule.Id).Order(StringComparer.Ordinal))))
                yield return On(
                    few[^1].Node, Severity.Error, "Gate.SamePersons", Joined(few), PersonsOf(flow, few).Count,
                    Names(PersonsOf(flow, few)));
    }

    private static HashSet<BigInteger> SetsOfPaths(FlowUnderCheck flow, List<ReviewRule> tiers)
    {
        var all = new HashSet<BigInteger>();
        var sets = new Dictionary<PathPoint, HashSet<BigInteger>>();
        foreach (var point in flow.Paths.Order.Points)
        {
            var index = point.IsStart ? tiers.FindIndex(rule => rule.Node == point.Node) : -1;
            var own = index < 0 ? BigInteger.Zero : BigInteger.One << index;
            var before = flow.Paths.Order.Before(point).SelectMany(earlier => sets[earlier])
                .DefaultIfEmpty(BigInteger.Zero);
            sets[point] = Largest(before.Select(set => set | own));
            all.UnionWith(sets[point]);
        }

        return Largest(all);
    }

    private static HashSet<BigInteger> Largest(IEnumerable<BigInteger> sets)
    {
        var distinct = sets.Distinct().OrderByDescending(set => BigInteger.PopCount(set)).ToList();
        var kept = new List<BigInteger>();
        foreach (var set in distinct)
            if (kept.Count < MaxSets && kept.TrueForAll(larger => (larger & set) != set)) kept.Add(set);
        return [.. kept];
    }

    /// <summary>Steps that have fewer persons together than they are; null when each can have its own.</summary>
    private static List<ReviewRule>? Short(FlowUnderCheck flow, List<ReviewRule> tiers)
    {
        var taken = new Dictionary<Guid, ReviewRule>();
        foreach (var rule in tiers)
        {
            var tried = new HashSet<Guid>();
            if (Find(rule, tried)) continue;
            return [.. tiers.Where(other => other == rule || tried.Any(id => taken.GetValueOrDefault(id) == other))];

            bool Find(ReviewRule step, HashSet<Guid> seen)
            {
                foreach (var person in flow.OfficeOf(step)!.Independent)
                {
                    if (!seen.Add(person.UserId)) continue;
                    if (taken.TryGetValue(person.UserId, out var holder) && !Find(holder, seen)) continue;
                    taken[person.UserId] = step;
                    return true;
                }

                return false;
            }
        }

        return null;
    }

    private static List<PostHolder> PersonsOf(FlowUnderCheck flow, IEnumerable<ReviewRule> rules) =>
        [.. rules.SelectMany(rule => flow.OfficeOf(rule)!.Independent).DistinctBy(person => person.UserId)];

    private static string Names(IEnumerable<PostHolder> persons) =>
        string.Join(" / ", persons.Select(person => person.Name));

    private static LocalText Joined(IReadOnlyList<ReviewRule> rules) => new(
        string.Join("、", rules.Select(rule => NameOf(rule.Node).Zh)),
        string.Join(", ", rules.Select(rule => NameOf(rule.Node).Vi)),
        string.Join(", ", rules.Select(rule => NameOf(rule.Node).En)));
}
