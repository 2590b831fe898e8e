using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Calendars;

/// <summary>What is wrong with a notice, all of it at once, before anything of it is kept.</summary>
internal static class NoticeCheck
{
    private const int MaxDays = 120;

    /// <param name="notice">What is to be loaded.</param>
    /// <param name="region">Whose it is.</param>
    /// <param name="below">The calendar that the region's lies upon; null for the nation's.</param>
    public static IReadOnlyList<Sentence> Of(CalendarYear notice, CalendarRegion region, WorkCalendar? below)
    {
        var turned = notice.Off.Where(period => period.To < period.From).ToList();
        if (turned.Count > 0) return [.. turned.Select(p => new Sentence("Notice.EndsBefore", p.From, p.To))];
        if (notice.Off.Sum(period => (long)period.To.DayNumber - period.From.DayNumber + 1) > MaxDays)
            return [new Sentence("Notice.TooManyDays", MaxDays)];

        var off = notice.Off.SelectMany(period => period.Days).ToList();
        if (off.Count + notice.WorkOn.Count == 0) return [new Sentence("Notice.NoDay")];
        return
        [
            .. off.Concat(notice.WorkOn).Where(day => day.Year != notice.Year).Distinct()
                .Select(day => new Sentence("Notice.DayOutside", day, notice.Year)),
            .. off.Concat(notice.WorkOn).GroupBy(day => day).Where(same => same.Count() > 1)
                .Select(same => new Sentence("Notice.DayTwice", same.Key)),
            .. notice.Off.Where(period => !period.Name.IsComplete)
                .Select(period => new Sentence("Notice.PeriodWithoutName", period.From)),
            .. notice.WorkOn.Except(off).Where(day => IsWorkdayAnyway(day, below))
                .Select(day => new Sentence("Notice.WorkdayAnyway", day)),
            .. Missing(notice, region, off),
        ];
    }

    private static bool IsWorkdayAnyway(DateOnly day, WorkCalendar? below) =>
        below is null || day < WorkCalendar.FirstDay || day > WorkCalendar.LastDay
            ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            : below.IsWorkday(day);

    // 全国年节及纪念日放假办法 §2: no arrangement may leave out a day that the law gives.
    private static IEnumerable<Sentence> Missing(
        CalendarYear notice, CalendarRegion region, IReadOnlyCollection<DateOnly> off) =>
        from holiday in region.Statutory
        let days = holiday.In(notice.Year)
        where days.Days.Any(day => !off.Contains(day))
        select days.From == days.To
            ? new Sentence("Notice.HolidayDayMissing", holiday.Name, days.From)
            : new Sentence("Notice.HolidayMissing", holiday.Name, days.From, days.To);
}
