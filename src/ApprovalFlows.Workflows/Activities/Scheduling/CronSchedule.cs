using System.Diagnostics.CodeAnalysis;

namespace ApprovalFlows.Workflows.Activities.Scheduling;

/// <summary>
/// A cron expression of six fields — second, minute, hour, day of month, month, day of week — or of
/// five, without seconds. Knows lists, ranges, steps, names, <c>?</c> and <c>L</c> (last day).
/// </summary>
public sealed class CronSchedule
{
    private const int MaxYearsAhead = 8;

    private static readonly string[] MonthNames =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly CronField seconds;
    private readonly CronField minutes;
    private readonly CronField hours;
    private readonly CronField days;
    private readonly CronField months;
    private readonly CronField weekdays;

    private CronSchedule(string[] fields)
    {
        seconds = CronField.Parse(fields[0], 0, 59);
        minutes = CronField.Parse(fields[1], 0, 59);
        hours = CronField.Parse(fields[2], 0, 23);
        days = CronField.Parse(fields[3], 1, 31);
        months = CronField.Parse(fields[4], 1, 12, MonthNames, firstName: 1);
        weekdays = CronField.Parse(fields[5], 0, 7, DayNames, firstName: 0);
    }

    public static CronSchedule Parse(string text)
    {
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length switch
        {
            6 => new CronSchedule(fields),
            5 => new CronSchedule(["0", .. fields]),
            _ => throw new FormatException($"'{text}' has {fields.Length} fields instead of six."),
        };
    }

    public static bool TryParse(string text, [MaybeNullWhen(false)] out CronSchedule schedule)
    {
        try
        {
            schedule = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            schedule = null;
            return false;
        }
    }

    /// <summary>The first instant after this one, in UTC; null when none comes within eight years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var start = after.ToUniversalTime().AddSeconds(1);
        var day = new DateTimeOffset(start.Date, TimeSpan.Zero);
        var last = day.AddYears(MaxYearsAhead);
        for (; day < last; day = day.AddDays(1))
        {
            if (!months.Contains(day.Month) || !MatchesDay(day))
                continue;
            var from = start.Date == day.Date ? start.TimeOfDay : TimeSpan.Zero;
            if (NextTime(from) is { } time)
                return day + time;
        }

        return null;
    }

    // When both day fields are given, both must hold (Elsa uses Cronos, which joins them with "and").
    private bool MatchesDay(DateTimeOffset day)
    {
        var weekday = (int)day.DayOfWeek;
        var isLast = day.Day == DateTime.DaysInMonth(day.Year, day.Month);
        return (days.Contains(day.Day) || (days.IsLast && isLast))
            && (weekdays.Contains(weekday) || (weekday == 0 && weekdays.Contains(7)));
    }

    private TimeSpan? NextTime(TimeSpan from)
    {
        for (var hour = from.Hours; hour < 24; hour++)
        {
            if (!hours.Contains(hour))
                continue;
            var firstMinute = hour == from.Hours ? from.Minutes : 0;
            for (var minute = firstMinute; minute < 60; minute++)
            {
                if (!minutes.Contains(minute))
                    continue;
                var isFirst = hour == from.Hours && minute == from.Minutes;
                for (var second = isFirst ? from.Seconds : 0; second < 60; second++)
                    if (seconds.Contains(second))
                        return new TimeSpan(hour, minute, second);
            }
        }

        return null;
    }
}
