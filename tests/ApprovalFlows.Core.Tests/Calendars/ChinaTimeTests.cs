namespace ApprovalFlows.Core.Tests.Calendars;

public sealed class ChinaTimeTests
{
    [Fact]
    public void DateOf_LateCrossingStampedInVietnam_IsTheNextDayInChina()
    {
        var crossing = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(7));

        Assert.Equal(new DateOnly(2026, 3, 2), ChinaTime.DateOf(crossing));
    }

    [Fact]
    public void EndOf_Day_IsItsLastSecondAtUtcPlusEight()
    {
        Assert.Equal(
            DateTimeOffset.Parse("2026-05-07T15:59:59Z", null),
            ChinaTime.EndOf(new(2026, 5, 7)));
    }
}
