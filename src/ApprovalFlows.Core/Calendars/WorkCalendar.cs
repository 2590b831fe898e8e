using System.Collections.Frozen;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// The working days of one region from 2000 to 2099. Years without a published arrangement follow
/// the statutory holidays and count as provisional. Immutable; every question is answered from a
/// table.
/// </summary>
public sealed class WorkCalendar
{
    public static readonly DateOnly FirstDay = new(2000, 1, 1);
    public static readonly DateOnly LastDay = new(2099, 12, 31);

    private readonly DateOnly[] _workdays;
    private readonly int[] _workdaysUpTo;
    private readonly FrozenSet<int> _publishedYears;

    internal WorkCalendar(CalendarRegion region, CalendarLayers layers, WorkCalendar? national)
    {
        Region = region.Region;
        Name = region.Name;
        AreaPrefix = region.AreaPrefix;
        National = national;
        Version = layers.Version;
        Holidays = layers.Holidays;
        MakeUpDays = layers.MakeUpDays;
        Notices = layers.Notices;
        _publishedYears = layers.PublishedYears;
        (_workdays, _workdaysUpTo) = Tabulate(layers);
    }

    public string Region { get; }
    public LocalText Name { get; }
    internal string AreaPrefix { get; }

    /// <summary>The calendar that this one overrides; null for the nation's.</summary>
    public WorkCalendar? National { get; }

    /// <summary>Changes when an arrangement is published or corrected.</summary>
    public string Version { get; }

    /// <summary>Named periods off, in order.</summary>
    public IReadOnlyList<HolidayPeriod> Holidays { get; }

    /// <summary>Weekend days on which people work, in order.</summary>
    public IReadOnlyList<DateOnly> MakeUpDays { get; }

    /// <summary>What the calendar rests on, the nation's notices before those of the region.</summary>
    public IReadOnlyList<NoticeReference> Notices { get; }

    public bool IsWorkday(DateOnly day) =>
        Rank(day) > (day == FirstDay ? 0 : Rank(day.AddDays(-1)));

    public bool IsPublished(int year) => _publishedYears.Contains(year);

    /// <summary>The n-th working day after the start; the start day is not counted.</summary>
    public DateOnly AddWorkdays(DateOnly start, int workdays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workdays);
        if (workdays == 0)
            return start;
        var index = Rank(start) + workdays - 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
            index, _workdays.Length, nameof(workdays));
        return _workdays[index];
    }

    /// <summary>The day itself when it is a working day, otherwise the next one.</summary>
    public DateOnly RollForward(DateOnly day) => IsWorkday(day) ? day : AddWorkdays(day, 1);

    /// <summary>Number of working days after the first day up to and including the last.</summary>
    public int CountWorkdays(DateOnly after, DateOnly upTo) =>
        Math.Max(0, Rank(upTo) - Rank(after));

    private int Rank(DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(day, FirstDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, LastDay);
        return _workdaysUpTo[day.DayNumber - FirstDay.DayNumber];
    }

    private static (DateOnly[] Workdays, int[] UpTo) Tabulate(CalendarLayers layers)
    {
        var upTo = new int[LastDay.DayNumber - FirstDay.DayNumber + 1];
        var workdays = new List<DateOnly>();
        for (var i = 0; i < upTo.Length; i++)
        {
            var day = FirstDay.AddDays(i);
            if (layers.IsWorkday(day))
                workdays.Add(day);
            upTo[i] = workdays.Count;
        }
        return ([.. workdays], upTo);
    }
}
