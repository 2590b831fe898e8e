using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Calendars;

/// <summary>The published arrangement of one region and year.</summary>
public sealed record CalendarYear(
    string Region,
    int Year,
    string Version,
    string Source,
    IReadOnlyList<HolidayPeriod> Off,
    IReadOnlyList<DateOnly> WorkOn);

/// <summary>A published arrangement as an explanation names it: whose, for which year, by which document.</summary>
public sealed record NoticeReference(LocalText Name, int Year, string Source, string Version);

/// <summary>Days off under one name, first and last included.</summary>
public sealed record HolidayPeriod(DateOnly From, DateOnly To, LocalText Name)
{
    public IEnumerable<DateOnly> Days =>
        Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);
}

/// <summary>
/// A region with a calendar of its own; it overrides that of its base in both directions. It holds
/// for the area codes that begin with its prefix.
/// </summary>
public sealed record CalendarRegion(
    string Region,
    LocalText Name,
    string Source,
    IReadOnlyList<StatutoryHoliday> Statutory,
    string? Base = null,
    string AreaPrefix = "");
