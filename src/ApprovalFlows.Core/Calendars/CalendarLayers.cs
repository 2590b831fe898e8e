using System.Collections.Frozen;

namespace ApprovalFlows.Core.Calendars;

/// <summary>
/// The arrangements of a region laid over those of its base. What the region says about a day wins,
/// off or working: in 2017 Guangxi rested on a national make-up day and worked a week later.
/// </summary>
internal sealed class CalendarLayers
{
    private readonly Dictionary<DateOnly, bool> _exceptions = [];

    public CalendarLayers(
        CalendarRegion region, IReadOnlyCollection<CalendarYear> years, CalendarLayers? below)
    {
        var published = years.ToDictionary(y => y.Year);
        var holidays = new List<HolidayPeriod>(below?.Holidays ?? []);
        foreach (var (day, isWorkday) in below?._exceptions ?? [])
            _exceptions[day] = isWorkday;

        for (var year = WorkCalendar.FirstDay.Year; year <= WorkCalendar.LastDay.Year; year++)
        {
            var arrangement = published.GetValueOrDefault(year);
            var off = arrangement?.Off ?? [.. region.Statutory.Select(h => h.In(year))];
            Apply(off, arrangement?.WorkOn ?? []);
            holidays.AddRange(off);
        }

        Holidays = [.. holidays.OrderBy(h => h.From)];
        PublishedYears = below is null
            ? published.Keys.ToFrozenSet()
            : published.Keys.Intersect(below.PublishedYears).ToFrozenSet();
        Notices =
        [
            .. below?.Notices ?? [],
            .. years.OrderBy(y => y.Year).Select(y =>
                new NoticeReference(region.Name, y.Year, y.Source, y.Version)),
        ];
        Version = string.Join(
            ' ', years.OrderBy(y => y.Year).Select(y => $"{y.Region}{y.Year}.{y.Version}"));
        if (below is not null)
            Version = $"{below.Version} {Version}".Trim();
    }

    public string Version { get; }
    public IReadOnlyList<NoticeReference> Notices { get; }
    public IReadOnlyList<HolidayPeriod> Holidays { get; }
    public FrozenSet<int> PublishedYears { get; }

    public IReadOnlyList<DateOnly> MakeUpDays =>
        [.. _exceptions.Where(e => e.Value && IsWeekend(e.Key)).Select(e => e.Key).Order()];

    public bool IsWorkday(DateOnly day) =>
        _exceptions.TryGetValue(day, out var isWorkday) ? isWorkday : !IsWeekend(day);

    private void Apply(IReadOnlyList<HolidayPeriod> off, IReadOnlyList<DateOnly> workOn)
    {
        foreach (var day in off.SelectMany(period => period.Days))
            _exceptions[day] = false;
        foreach (var day in workOn)
            _exceptions[day] = true;
    }

    private static bool IsWeekend(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
