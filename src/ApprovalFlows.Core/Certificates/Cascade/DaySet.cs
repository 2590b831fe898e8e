namespace ApprovalFlows.Core.Certificates.Cascade;

/// <summary>Days from one to another, both included.</summary>
public readonly record struct DaySpan(DateOnly From, DateOnly To)
{
    public bool Contains(DateOnly day) => From <= day && day <= To;
}

/// <summary>A set of days as spans in order that neither overlap nor touch.</summary>
public sealed class DaySet
{
    public static readonly DaySet Empty = new([]);
    public static readonly DaySet All = Of(DateOnly.MinValue, DateOnly.MaxValue);

    private DaySet(IReadOnlyList<DaySpan> spans) => Spans = spans;

    public IReadOnlyList<DaySpan> Spans { get; }

    public bool IsEmpty => Spans.Count == 0;

    /// <summary>Empty where the last day lies before the first.</summary>
    public static DaySet Of(DateOnly from, DateOnly to) => to < from ? Empty : new([new DaySpan(from, to)]);

    public static DaySet UnionOf(IEnumerable<DaySet> sets)
    {
        var joined = new List<DaySpan>();
        foreach (var span in sets.SelectMany(set => set.Spans).OrderBy(span => span.From))
        {
            if (joined.Count == 0 || span.From > After(joined[^1].To)) joined.Add(span);
            else if (span.To > joined[^1].To) joined[^1] = joined[^1] with { To = span.To };
        }

        return new DaySet(joined);
    }

    public DaySet Intersect(DaySet other) => UnionOf(
        from mine in Spans
        from its in other.Spans
        select Of(
            mine.From > its.From ? mine.From : its.From,
            mine.To < its.To ? mine.To : its.To));

    public DaySet Except(DaySet other) => Intersect(other.Complement());

    public bool Contains(DateOnly day) => SpanAt(day) is not null;

    public DaySpan? SpanAt(DateOnly day)
    {
        foreach (var span in Spans)
        {
            if (span.Contains(day)) return span;
        }

        return null;
    }

    /// <summary>The last of its days before the given one.</summary>
    public DateOnly? LastBefore(DateOnly day)
    {
        DateOnly? last = null;
        foreach (var span in Spans.Where(span => span.From < day))
            last = span.To < day ? span.To : day.AddDays(-1);
        return last;
    }

    private DaySet Complement()
    {
        var free = new List<DaySpan>();
        var from = DateOnly.MinValue;
        foreach (var span in Spans)
        {
            if (span.From > from) free.Add(new DaySpan(from, span.From.AddDays(-1)));
            if (span.To == DateOnly.MaxValue) return new DaySet(free);
            from = span.To.AddDays(1);
        }

        free.Add(new DaySpan(from, DateOnly.MaxValue));
        return new DaySet(free);
    }

    private static DateOnly After(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);
}
