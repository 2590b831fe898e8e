using System.Globalization;
using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Core.Tests.Calendars;

public sealed class WorkCalendarTests
{
    private static WorkCalendar Nation => WorkCalendars.Seed["CN"];
    private static WorkCalendar Guangxi => WorkCalendars.Seed["GX"];

    [Theory]
    [InlineData("CN", 2025, 248)]
    [InlineData("GX", 2025, 246)]
    [InlineData("CN", 2026, 248)]
    [InlineData("GX", 2026, 246)]
    public void CountWorkdays_WholeYear_MatchesTheControlTotal(
        string region, int year, int expected)
    {
        var calendar = WorkCalendars.Seed[region];

        var total = calendar.CountWorkdays(new(year - 1, 12, 31), new(year, 12, 31));

        Assert.Equal(expected, total);
    }

    [Theory]
    [InlineData("CN", 2026, "21 16 22 21 19 21 23 21 22 18 21 23")]
    [InlineData("GX", 2026, "21 16 22 19 19 21 23 21 22 18 21 23")]
    [InlineData("CN", 2025, "19 19 21 22 19 20 23 21 23 18 20 23")]
    [InlineData("GX", 2025, "19 19 20 21 19 20 23 21 23 18 20 23")]
    public void CountWorkdays_EachMonth_MatchesTheControlTotals(
        string region, int year, string months)
    {
        var calendar = WorkCalendars.Seed[region];

        var counted = Enumerable.Range(1, 12).Select(month =>
        {
            var first = new DateOnly(year, month, 1);
            return calendar.CountWorkdays(first.AddDays(-1), first.AddMonths(1).AddDays(-1));
        });

        Assert.Equal(months, string.Join(' ', counted));
    }

    [Theory]
    [InlineData("2026-01-04", true, true)]
    [InlineData("2026-02-14", true, true)]
    [InlineData("2026-02-23", false, false)]
    [InlineData("2026-04-17", true, false)]
    [InlineData("2026-04-20", true, false)]
    [InlineData("2026-05-09", true, true)]
    [InlineData("2026-09-20", true, true)]
    [InlineData("2025-03-31", true, false)]
    [InlineData("2026-08-28", true, true)]
    public void IsWorkday_NationAndGuangxi_MayDiffer(string day, bool nation, bool guangxi)
    {
        Assert.Equal(nation, Nation.IsWorkday(Day(day)));
        Assert.Equal(guangxi, Guangxi.IsWorkday(Day(day)));
    }

    [Theory]
    [InlineData("2026-01-30", 20, "2026-03-05", "2026-03-05")]
    [InlineData("2026-04-01", 20, "2026-04-30", "2026-05-07")]
    [InlineData("2026-04-01", 30, "2026-05-18", "2026-05-20")]
    [InlineData("2026-02-13", 5, "2026-02-27", "2026-02-27")]
    [InlineData("2026-02-14", 5, "2026-02-28", "2026-02-28")]
    [InlineData("2026-04-10", 5, "2026-04-17", "2026-04-21")]
    [InlineData("2026-04-30", 10, "2026-05-18", "2026-05-18")]
    [InlineData("2026-09-24", 10, "2026-10-15", "2026-10-15")]
    [InlineData("2026-04-16", 7, "2026-04-27", "2026-04-29")]
    [InlineData("2026-04-29", 5, "2026-05-09", "2026-05-09")]
    [InlineData("2026-09-22", 20, "2026-10-27", "2026-10-27")]
    [InlineData("2026-03-02", 45, "2026-05-08", "2026-05-11")]
    [InlineData("2026-03-02", 60, "2026-05-28", "2026-06-01")]
    [InlineData("2026-03-02", 90, "2026-07-10", "2026-07-14")]
    [InlineData("2025-12-31", 1, "2026-01-04", "2026-01-04")]
    [InlineData("2025-03-28", 5, "2025-04-07", "2025-04-09")]
    [InlineData("2026-05-02", 0, "2026-05-02", "2026-05-02")]
    public void AddWorkdays_StartNotCounted_FindsTheDay(
        string start, int count, string nation, string guangxi)
    {
        Assert.Equal(Day(nation), Nation.AddWorkdays(Day(start), count));
        Assert.Equal(Day(guangxi), Guangxi.AddWorkdays(Day(start), count));
    }

    [Theory]
    [InlineData("2026-04-20", "2026-04-20", "2026-04-21")]
    [InlineData("2026-02-15", "2026-02-24", "2026-02-24")]
    [InlineData("2026-05-09", "2026-05-09", "2026-05-09")]
    [InlineData("2026-09-20", "2026-09-20", "2026-09-20")]
    [InlineData("2026-10-01", "2026-10-08", "2026-10-08")]
    public void RollForward_RestDay_GoesToTheNextWorkingDay(
        string day, string nation, string guangxi)
    {
        Assert.Equal(Day(nation), Nation.RollForward(Day(day)));
        Assert.Equal(Day(guangxi), Guangxi.RollForward(Day(day)));
    }

    [Fact]
    public void AddWorkdays_EveryStartAndSmallCount_AgreesWithWalkingDayByDay()
    {
        foreach (var calendar in WorkCalendars.Seed.All)
            for (var day = new DateOnly(2025, 1, 1); day.Year < 2028; day = day.AddDays(1))
                Assert.Equal(Walk(calendar, day, 7), calendar.AddWorkdays(day, 7));
    }

    [Fact]
    public void AddWorkdays_BeyondTheTable_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Nation.AddWorkdays(new(2099, 12, 1), 300));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nation.AddWorkdays(new(2100, 1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nation.AddWorkdays(new(1999, 1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Nation.AddWorkdays(new(2026, 1, 1), -1));
    }

    private static DateOnly Walk(WorkCalendar calendar, DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkday(day))
                count--;
        }
        return day;
    }

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
}
