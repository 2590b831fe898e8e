using System.Globalization;
using ApprovalFlows.Core.Calendars;

namespace ApprovalFlows.Core.Tests.Calendars;

public sealed class StatutoryHolidayTests
{
    [Fact]
    public void Seed_2027_HasTheThirteenStatutoryDays()
    {
        var days = DaysOff("CN", 2027);

        Assert.Equal(
            [
                "01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09",
                "09-15", "10-01", "10-02", "10-03",
            ],
            days);
    }

    [Fact]
    public void Seed_2027Guangxi_AddsThirdOfTheThirdMonth()
    {
        Assert.Equal(["04-09", "04-10"], DaysOff("GX", 2027).Except(DaysOff("CN", 2027)));
    }

    [Theory]
    [InlineData(2025, "清明节", "04-04")]
    [InlineData(2026, "清明节", "04-05")]
    [InlineData(2025, "端午节", "05-31")]
    [InlineData(2026, "端午节", "06-19")]
    [InlineData(2025, "中秋节", "10-06")]
    [InlineData(2026, "中秋节", "09-25")]
    [InlineData(2025, "春节", "01-28")]
    [InlineData(2026, "春节", "02-16")]
    [InlineData(2028, "端午节", "05-28")]
    [InlineData(2006, "中秋节", "10-06")]
    public void In_KnownYears_MatchesTheAlmanac(int year, string name, string first)
    {
        var holiday = SeedFile.Read<CalendarRegion>("Calendars/region-cn.json")
            .Statutory.Single(h => h.Name.Zh == name);

        Assert.Equal(first, Format(holiday.In(year).From));
    }

    [Fact]
    public void IsWorkday_ProvisionalYear_RestsOnStatutoryDaysAndWeekendsOnly()
    {
        var nation = WorkCalendars.Seed["CN"];

        Assert.False(nation.IsWorkday(new(2027, 2, 5)));
        Assert.True(nation.IsWorkday(new(2027, 2, 9)));
        Assert.False(nation.IsWorkday(new(2027, 2, 13)));
    }

    private static IEnumerable<string> DaysOff(string region, int year) =>
        WorkCalendars.Seed[region].Holidays
            .SelectMany(h => h.Days)
            .Where(day => day.Year == year)
            .Select(Format);

    private static string Format(DateOnly day) =>
        day.ToString("MM-dd", CultureInfo.InvariantCulture);
}
