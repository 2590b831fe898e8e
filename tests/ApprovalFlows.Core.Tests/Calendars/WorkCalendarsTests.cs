using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Calendars;

public sealed class WorkCalendarsTests
{
    private static readonly LocalText s_name = new("名", "tên", "name");

    [Fact]
    public void Region_OverNationalMakeUpDay_MayRestThereAndWorkLater()
    {
        // 2017: the nation worked on Saturday 1 April; Guangxi rested then and worked on the 8th.
        var nation = new CalendarRegion("CN", s_name, "", []);
        var guangxi = new CalendarRegion("GX", s_name, "", [], Base: "CN");
        var calendars = new WorkCalendars(
            [guangxi, nation],
            [
                Year("CN", 2017, [Period(2017, 4, 2, 4)], [new(2017, 4, 1)]),
                Year(
                    "GX", 2017, [Period(2017, 3, 30, 31), Period(2017, 4, 1, 1)], [new(2017, 4, 8)]),
            ]);

        Assert.True(calendars["CN"].IsWorkday(new(2017, 4, 1)));
        Assert.False(calendars["GX"].IsWorkday(new(2017, 4, 1)));
        Assert.False(calendars["CN"].IsWorkday(new(2017, 4, 8)));
        Assert.True(calendars["GX"].IsWorkday(new(2017, 4, 8)));
        Assert.Equal([new DateOnly(2017, 4, 8)], calendars["GX"].MakeUpDays);
    }

    [Theory]
    [InlineData("CN", 2025, true)]
    [InlineData("GX", 2026, true)]
    [InlineData("CN", 2027, false)]
    [InlineData("GX", 2027, false)]
    [InlineData("CN", 2024, false)]
    public void IsPublished_Year_FollowsTheData(string region, int year, bool expected)
    {
        Assert.Equal(expected, WorkCalendars.Seed[region].IsPublished(year));
    }

    [Theory]
    [InlineData("450681101", "GX")]
    [InlineData("230719", "CN")]
    public void OfArea_AreaCode_GivesTheCalendarOfItsRegion(string areaCode, string region)
    {
        Assert.Equal(region, WorkCalendars.Seed.OfArea(areaCode).Region);
    }

    [Fact]
    public void IsPublished_OnlyTheNationPublished_RegionIsNot()
    {
        var calendars = new WorkCalendars(
            [new("CN", s_name, "", []), new("GX", s_name, "", [], Base: "CN")],
            [Year("CN", 2027, [], [])]);

        Assert.True(calendars["CN"].IsPublished(2027));
        Assert.False(calendars["GX"].IsPublished(2027));
    }

    [Fact]
    public void Version_NewArrangement_Changes()
    {
        var region = new CalendarRegion("CN", s_name, "", []);
        var before = new WorkCalendars([region], [Year("CN", 2026, [], [])]);

        var after = new WorkCalendars(
            [region], [Year("CN", 2026, [], []), Year("CN", 2027, [], [])]);

        Assert.Equal("CN2026.1", before["CN"].Version);
        Assert.Equal("CN2026.1 CN2027.1", after["CN"].Version);
        Assert.Equal(
            "CN2025.1 CN2026.1 GX2025.1 GX2026.1", WorkCalendars.Seed["GX"].Version);
    }

    [Fact]
    public void Year_DayOfAnotherYear_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new WorkCalendars(
            [new("CN", s_name, "", [])], [Year("CN", 2026, [], [new(2027, 1, 2)])]));
    }

    private static CalendarYear Year(
        string region, int year, HolidayPeriod[] off, DateOnly[] workOn) =>
        new(region, year, "1", "", off, workOn);

    private static HolidayPeriod Period(int year, int month, int from, int to) =>
        new(new(year, month, from), new(year, month, to), s_name);
}
