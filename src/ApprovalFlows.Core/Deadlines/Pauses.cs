namespace ApprovalFlows.Core.Deadlines;

/// <summary>Suspensions in order; overlapping ones are merged for counting.</summary>
internal sealed class Pauses
{
    public Pauses(IReadOnlyCollection<Suspension> suspensions)
    {
        if (suspensions.Any(s => s.To < s.From))
            throw new ArgumentException("A suspension ends before it begins.");
        Rows = [.. suspensions.Where(s => s.To != s.From).OrderBy(s => s.From)];
        Merged = Merge(Rows);
    }

    public IReadOnlyList<Suspension> Rows { get; }
    public IReadOnlyList<Suspension> Merged { get; }

    private static List<Suspension> Merge(IReadOnlyList<Suspension> rows)
    {
        var merged = new List<Suspension>();
        foreach (var row in rows)
        {
            var last = merged.Count > 0 ? merged[^1] : null;
            if (last is null || row.From > last.To)
                merged.Add(row);
            else
                merged[^1] = last with { To = Later(last.To, row.To) };
        }
        return merged;
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) =>
        one is null || other is null ? null : one > other ? one : other;
}
