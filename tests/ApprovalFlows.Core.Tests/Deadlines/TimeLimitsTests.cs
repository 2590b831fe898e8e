using System.Globalization;
using ApprovalFlows.Core.Deadlines;

namespace ApprovalFlows.Core.Tests.Deadlines;

public sealed class TimeLimitsTests
{
    [Theory]
    [InlineData("acceptance", 5, TimeUnit.Workdays, 0)]
    [InlineData("decision", 20, TimeUnit.Workdays, 10)]
    [InlineData("joint-decision", 45, TimeUnit.Workdays, 15)]
    [InlineData("delivery", 10, TimeUnit.Workdays, 0)]
    [InlineData("stay-permit", 7, TimeUnit.Workdays, 0)]
    [InlineData("residence-permit", 15, TimeUnit.Workdays, 0)]
    [InlineData("labour-inspection", 60, TimeUnit.Workdays, 30)]
    [InlineData("penalty-decision", 90, TimeUnit.Days, 0)]
    [InlineData("petition-decision", 60, TimeUnit.Days, 30)]
    [InlineData("arbitration-award", 45, TimeUnit.Days, 15)]
    [InlineData("information-request", 20, TimeUnit.Workdays, 20)]
    public void Seed_Limit_IsAsTheLawSets(string key, int amount, TimeUnit unit, int extension)
    {
        var limit = TimeLimits.Seed[key];

        Assert.Equal((amount, unit, extension), (limit.Amount, limit.Unit, limit.Extension));
    }

    [Fact]
    public void Seed_EveryLimit_NamesItsBasisInThreeLanguages()
    {
        Assert.All(TimeLimits.Seed.All, limit =>
        {
            Assert.True(limit.Name.IsComplete && limit.Basis.IsComplete, limit.Key);
            Assert.InRange(limit.Amount, 1, 365);
        });
    }

    [Theory]
    [InlineData("2026-12-31", "2026-12-01")]
    [InlineData("2027-01-31", "2027-01-01")]
    [InlineData("2026-08-28", "2026-07-29")]
    [InlineData("2027-03-31", "2027-03-01")]
    [InlineData("2026-06-30", "2026-05-31")]
    public void RenewalWindow_EndOfValidity_IsThirtyDaysBefore(string validTo, string expected)
    {
        var lastDay = RenewalWindow.LastDay(DateOnly.Parse(validTo, CultureInfo.InvariantCulture));

        Assert.Equal(DateOnly.Parse(expected, CultureInfo.InvariantCulture), lastDay);
    }
}
