using System.Globalization;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// A holiday that the law fixes for every year. It serves until the year's arrangement with its
/// swapped days is published.
/// </summary>
public sealed record StatutoryHoliday(
    HolidayKind Kind, int Month, int Day, int DaysBefore, int Days, LocalText Name)
{
    // .NET's lunisolar calendar, not ICU's: ICU puts the Lunar New Year of 2027 one day late.
    private static readonly ChineseLunisolarCalendar s_lunar = new();

    /// <summary>The days off, before any swap with weekends.</summary>
    public HolidayPeriod In(int year)
    {
        var first = FirstDay(year).AddDays(-DaysBefore);
        return new HolidayPeriod(first, first.AddDays(Days - 1), Name);
    }

    private DateOnly FirstDay(int year) =>
        Kind switch
        {
            HolidayKind.Solar => new DateOnly(year, Month, Day),
            HolidayKind.Lunar => FromLunar(year),
            HolidayKind.Qingming => new DateOnly(year, 4, QingmingDay(year)),
            _ => throw new InvalidOperationException($"Unknown kind of holiday: {Kind}."),
        };

    private DateOnly FromLunar(int year)
    {
        // A leap month takes a number of its own, so the months after it move up by one.
        var leapMonth = s_lunar.GetLeapMonth(year);
        var month = leapMonth > 0 && Month >= leapMonth ? Month + 1 : Month;
        return DateOnly.FromDateTime(s_lunar.ToDateTime(year, month, Day, 0, 0, 0, 0));
    }

    // The usual approximation of the solar term; it holds for the years 2000 to 2099.
    private static int QingmingDay(int year)
    {
        var yearOfCentury = year % 100;
        return (int)Math.Floor(yearOfCentury * 0.2422 + 4.81) - yearOfCentury / 4;
    }
}

/// <summary>How the first day of a statutory holiday is found.</summary>
public enum HolidayKind
{
    Solar,
    Lunar,
    Qingming,
}
