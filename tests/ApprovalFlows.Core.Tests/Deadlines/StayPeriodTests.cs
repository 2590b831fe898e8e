using System.Globalization;
using ApprovalFlows.Core.Deadlines;

namespace ApprovalFlows.Core.Tests.Deadlines;

public sealed class StayPeriodTests
{
    [Theory]
    [InlineData("2026-01-01", "2026-06-30", "2026-05-31", "2026-06-23")]
    [InlineData("2026-03-01", "2026-08-28", "2026-07-29", "2026-08-21")]
    [InlineData("2026-05-31", "2026-11-27", "2026-10-28", "2026-11-20")]
    [InlineData("2025-09-01", "2026-02-28", "2026-01-29", "2026-02-21")]
    [InlineData("2026-07-05", "2027-01-01", "2026-12-02", "2026-12-25")]
    [InlineData("2027-09-03", "2028-03-01", "2028-01-31", "2028-02-23")]
    public void LastDay_HundredEightyDays_NeverMovesOffARestDay(
        string entry, string last, string monthBefore, string weekBefore)
    {
        var day = StayPeriod.LastDay(Day(entry));

        Assert.Equal(Day(last), day);
        Assert.Equal(Day(monthBefore), day.AddDays(-30));
        Assert.Equal(Day(weekBefore), day.AddDays(-7));
    }

    [Fact]
    public void LastDay_PermitThatEndsEarlier_IsThatOfThePermit()
    {
        Assert.Equal(Day("2026-06-30"), StayPeriod.LastDay(Day("2026-03-01"), Day("2026-06-30")));
        Assert.Equal(Day("2026-08-28"), StayPeriod.LastDay(Day("2026-03-01"), Day("2026-12-31")));
    }

    [Theory]
    [InlineData("2026-04-10", "2026-04-10", true)]
    [InlineData("2026-04-12", "2026-04-10", false)]
    [InlineData("2026-08-28", null, true)]
    [InlineData("2026-08-29", null, false)]
    [InlineData("2026-02-28", null, false)]
    public void IsValidOn_PermitForOneExit_IsUsedUpByIt(string day, string? exit, bool expected)
    {
        var isValid = StayPeriod.IsValidOn(
            Day(day), Day("2026-03-01"), Day("2026-08-28"), exit is null ? null : Day(exit));

        Assert.Equal(expected, isValid);
    }

    private static DateOnly Day(string iso) => DateOnly.Parse(iso, CultureInfo.InvariantCulture);
}
