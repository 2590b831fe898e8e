using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Core.Watchers;

/// <summary>Days from one to another, both counted.</summary>
public sealed record DaySpan(DateOnly From, DateOnly To)
{
    public bool Has(DateOnly day) => From <= day && day <= To;
}

public static class DaySpans
{
    /// <summary>The days on which a paper counts: until it was ended, without those of its suspensions.</summary>
    public static IReadOnlyList<DaySpan> Of(Certificate paper)
    {
        var last = paper.IsEnded && paper.EndedOn <= paper.ValidTo ? paper.EndedOn!.Value.AddDays(-1) : paper.ValidTo;
        var held = paper.Suspensions
            .Where(row => row.Until is null || row.Until > row.From)
            .Select(row => new DaySpan(row.From, row.Until?.AddDays(-1) ?? DateOnly.MaxValue));
        return Without([new DaySpan(paper.ValidFrom, last)], held);
    }

    public static IReadOnlyList<DaySpan> Without(IEnumerable<DaySpan> spans, IEnumerable<DaySpan> taken)
    {
        var rest = spans.Where(span => span.From <= span.To).ToList();
        foreach (var away in taken)
        {
            rest =
            [
                .. rest.SelectMany(span => away.To < span.From || span.To < away.From
                    ? [span]
                    : Around(span, away)),
            ];
        }

        return rest;
    }

    /// <summary>In order, with those that touch made one.</summary>
    public static IReadOnlyList<DaySpan> Merge(IEnumerable<DaySpan> spans)
    {
        var merged = new List<DaySpan>();
        foreach (var span in spans.Where(span => span.From <= span.To).OrderBy(span => span.From))
        {
            if (merged.Count > 0 && span.From.DayNumber <= merged[^1].To.DayNumber + 1)
                merged[^1] = merged[^1] with { To = span.To > merged[^1].To ? span.To : merged[^1].To };
            else merged.Add(span);
        }

        return merged;
    }

    /// <summary>The days of the first until the last one asked for, on which one of the covers is missing.</summary>
    public static IReadOnlyList<DaySpan> Gaps(
        IEnumerable<DaySpan> needed, IEnumerable<IEnumerable<DaySpan>> covers, DateOnly last)
    {
        var asked = needed.Select(span => span.To > last ? span with { To = last } : span).ToList();
        return Merge(covers.SelectMany(cover => Without(asked, cover)));
    }

    private static IEnumerable<DaySpan> Around(DaySpan span, DaySpan away)
    {
        if (span.From < away.From) yield return span with { To = away.From.AddDays(-1) };
        if (away.To < span.To) yield return span with { From = away.To.AddDays(1) };
    }
}
