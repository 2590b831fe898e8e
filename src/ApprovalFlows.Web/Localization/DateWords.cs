using System.Globalization;
using ApprovalFlows.Web.Resources;
using Microsoft.Extensions.Localization;

namespace ApprovalFlows.Web.Localization;

/// <summary>Dates and spans as people of each language write them, in the offices' time zone.</summary>
public sealed class DateWords(IStringLocalizer<SharedText> text)
{
    // The offices on both sides of the border are reached in Beijing time.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateOnly LocalDate(DateTimeOffset moment) =>
        DateOnly.FromDateTime(LocalTime(moment).DateTime);

    public static DateTimeOffset LocalTime(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>2026年8月1日 · 1/8/2026 · 1 August 2026</summary>
    public string Date(DateOnly date) => date.ToString(text["Date.Format"], Culture);

    public string Date(DateTimeOffset moment) => Date(LocalDate(moment));

    /// <summary>The date with its weekday.</summary>
    public string DateAndWeekday(DateOnly date) =>
        date.ToString(text["Date.WeekdayFormat"], Culture);

    public string DateAndWeekday(DateTimeOffset moment) => DateAndWeekday(LocalDate(moment));

    /// <summary>Without the year, for dense tables.</summary>
    public string ShortDate(DateTimeOffset moment) =>
        LocalDate(moment).ToString(text["Date.ShortFormat"], Culture);

    public string DateAndTime(DateTimeOffset moment) =>
        LocalTime(moment).DateTime.ToString(text["Date.TimeFormat"], Culture);

    public static string Clock(DateTimeOffset moment) =>
        LocalTime(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The exact moment, for titles and machine-readable attributes.</summary>
    public static string Exact(DateTimeOffset moment) =>
        LocalTime(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public string WorkingDaysLeft(int days) => days switch
    {
        < 0 => text["Deadline.Late", -days],
        0 => text["Deadline.Today"],
        _ => text["Deadline.Left", days],
    };

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;
}
