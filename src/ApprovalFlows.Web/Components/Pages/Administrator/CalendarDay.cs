using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Web.Components.Pages.Administrator;

/// <summary>
/// One day of the month grid: what it is, by which name, and whether the region differs from the nation.
/// </summary>
public sealed record CalendarDay(DateOnly Date, CalendarDayKind Kind, string? Name, bool DiffersFromNation)
{
    public static CalendarDay Of(DateOnly date, WorkCalendar calendar)
    {
        var isWorkday = calendar.IsWorkday(date);
        var isWeekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var holiday = isWorkday
            ? null
            : calendar.Holidays.LastOrDefault(period => period.From <= date && date <= period.To);
        var kind = (isWorkday, isWeekend) switch
        {
            (true, true) => CalendarDayKind.MakeUp,
            (true, false) => CalendarDayKind.Workday,
            _ when holiday is not null => CalendarDayKind.Holiday,
            _ => CalendarDayKind.Weekend,
        };
        var differs = calendar.National is { } nation && nation.IsWorkday(date) != isWorkday;
        return new CalendarDay(date, kind, holiday?.Name.ToString(), differs);
    }

    /// <summary>The weeks of a month from Monday to Sunday; null outside of the month.</summary>
    public static IEnumerable<CalendarDay?[]> WeeksOf(int year, int month, WorkCalendar calendar)
    {
        var first = new DateOnly(year, month, 1);
        var monday = first.AddDays(-(((int)first.DayOfWeek + 6) % 7));
        for (; monday <= first.AddMonths(1).AddDays(-1); monday = monday.AddDays(7))
        {
            yield return
            [
                .. Enumerable.Range(0, 7)
                    .Select(monday.AddDays)
                    .Select(date => date.Month == month ? Of(date, calendar) : null),
            ];
        }
    }
}

public enum CalendarDayKind
{
    Workday,
    Weekend,
    Holiday,
    MakeUp,
}
