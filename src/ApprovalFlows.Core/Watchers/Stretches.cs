namespace ApprovalFlows.Core.Watchers;

/// <summary>More live permits than approved posts, since a day.</summary>
public sealed record OverQuota(DateOnly Since, int Permits, int Posts);

/// <summary>Since when something holds that holds today; pure functions of days.</summary>
public static class Stretches
{
    public static readonly TimeSpan ResidenceLimit = TimeSpan.FromHours(24);

    /// <summary>
    /// Since when a person who is here is registered nowhere, once 24 hours have passed, which run on through rest
    /// days (出境入境管理法 §39); null while registered, or not yet so long.
    /// </summary>
    public static DateTimeOffset? Unregistered(
        DateTimeOffset? arrival, IReadOnlyList<DaySpan> residences, DateTimeOffset now)
    {
        if (arrival is not { } since) return null;
        var today = ChinaTime.DateOf(now);
        if (residences.Any(span => span.Has(today))) return null;
        var last = residences.Where(span => span.To < today).Select(span => (DateOnly?)span.To).Max();
        if (last is { } end && ChinaTime.StartOf(end.AddDays(1)) > since) since = ChinaTime.StartOf(end.AddDays(1));
        return now - since >= ResidenceLimit ? since : null;
    }

    /// <param name="permits">Of each worker the days on which a permit counts.</param>
    /// <param name="posts">How many posts are approved on which days.</param>
    /// <param name="today">The day that is asked about.</param>
    public static OverQuota? Over(
        IEnumerable<IReadOnlyList<DaySpan>> permits, IReadOnlyList<(DaySpan Days, int Posts)> posts, DateOnly today)
    {
        var changes = new SortedDictionary<DateOnly, (int Permits, int Posts)>();
        foreach (var span in permits.SelectMany(DaySpans.Merge)) Add(span, 1, 0);
        foreach (var (span, count) in posts) Add(span, 0, count);
        int live = 0, approved = 0;
        DateOnly? since = null;
        foreach (var (day, change) in changes.TakeWhile(change => change.Key <= today))
        {
            (live, approved) = (live + change.Permits, approved + change.Posts);
            since = live > approved ? since ?? day : null;
        }

        return since is { } first ? new OverQuota(first, live, approved) : null;

        void Add(DaySpan span, int permit, int post)
        {
            Change(span.From, permit, post);
            if (span.To < today) Change(span.To.AddDays(1), -permit, -post);
        }

        void Change(DateOnly day, int permit, int post)
        {
            var known = changes.GetValueOrDefault(day);
            changes[day] = (known.Permits + permit, known.Posts + post);
        }
    }
}
