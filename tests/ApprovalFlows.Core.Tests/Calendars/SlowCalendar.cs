using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Core.Tests.Calendars;

/// <summary>
/// Looks every day up in the notices, and nothing else: a model of what the calendars tabulate. The
/// region's notice speaks first, then its statutory days, then the nation's in the same way.
/// </summary>
internal sealed class SlowCalendar(string region, IReadOnlyCollection<CalendarYear> notices)
{
    private static readonly CalendarRegion[] Regions =
        [.. SeedFile.List("Calendars", "region-").Select(SeedFile.Read<CalendarRegion>)];

    public static IReadOnlyList<CalendarYear> SeedNotices { get; } =
        [.. SeedFile.List("Calendars", "year-").Select(SeedFile.Read<CalendarYear>)];

    public bool IsWorkday(DateOnly day)
    {
        for (var layer = region; layer is not null; layer = Regions.Single(r => r.Region == layer).Base)
        {
            var notice = notices.SingleOrDefault(n => n.Region == layer && n.Year == day.Year);
            if (notice is not null && notice.WorkOn.Contains(day)) return true;
            var off = notice?.Off
                ?? [.. Regions.Single(r => r.Region == layer).Statutory.Select(holiday => holiday.In(day.Year))];
            if (off.Any(period => period.From <= day && day <= period.To)) return false;
        }

        return day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    /// <summary>Day by day: what is suspended does not count, and a working day may be asked for at the end.</summary>
    public DateOnly? Walk(
        DateOnly start, int count, bool workdaysOnly, bool endsOnAWorkday, Func<DateOnly, bool> isSuspended)
    {
        var counted = 0;
        for (var day = start.AddDays(1); day.Year < 2035; day = day.AddDays(1))
        {
            if (isSuspended(day)) continue;
            var isWorkday = IsWorkday(day);
            if (!workdaysOnly || isWorkday) counted++;
            if (counted >= count && (isWorkday || !endsOnAWorkday)) return day;
        }

        return null;
    }
}
