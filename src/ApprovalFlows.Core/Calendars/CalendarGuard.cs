namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// Which years ought to be loaded and are not: this one always, the next one from the day by which the State
/// Council has mostly published its notice. Time limits that run into such a year are provisional.
/// </summary>
public static class CalendarGuard
{
    /// <summary>From then on next year's calendar is missed.</summary>
    public static DateOnly From(int year) => new(year, 11, 1);

    public static IReadOnlyList<(string Region, int Year)> Missing(WorkCalendars calendars, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(calendars);
        int[] needed = today < From(today.Year) ? [today.Year] : [today.Year, today.Year + 1];
        return
        [
            .. from year in needed
               from calendar in calendars.All
               where !calendar.IsPublished(year)
               select (calendar.Region, year),
        ];
    }
}
