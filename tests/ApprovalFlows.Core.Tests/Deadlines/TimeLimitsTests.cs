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
    [InlineData("hearing-request", 5, TimeUnit.Workdays, 0)]
    [InlineData("hearing", 20, TimeUnit.Workdays, 0)]
    [InlineData("hearing-notice", 7, TimeUnit.Workdays, 0)]
    [InlineData("stay-permit", 7, TimeUnit.Workdays, 0)]
    [InlineData("residence-permit", 15, TimeUnit.Workdays, 0)]
    [InlineData("visa-extension", 7, TimeUnit.Days, 0)]
    [InlineData("residence-extension", 30, TimeUnit.Days, 0)]
    [InlineData("lodging-registration", 24, TimeUnit.Hours, 0)]
    [InlineData("residence-change", 10, TimeUnit.Days, 0)]
    [InlineData("labour-inspection", 60, TimeUnit.Workdays, 30)]
    [InlineData("penalty-decision", 90, TimeUnit.Days, 0)]
    [InlineData("penalty-delivery", 7, TimeUnit.Workdays, 0)]
    [InlineData("fine-payment", 15, TimeUnit.Days, 0)]
    [InlineData("crime-transfer-decision", 3, TimeUnit.Days, 0)]
    [InlineData("crime-transfer", 24, TimeUnit.Hours, 0)]
    [InlineData("crime-transfer-answer", 3, TimeUnit.Days, 0)]
    [InlineData("labour-mediation", 15, TimeUnit.Days, 0)]
    [InlineData("arbitration-acceptance", 5, TimeUnit.Days, 0)]
    [InlineData("arbitration-award", 45, TimeUnit.Days, 15)]
    [InlineData("arbitration-court", 15, TimeUnit.Days, 0)]
    [InlineData("petition-notice", 15, TimeUnit.Days, 0)]
    [InlineData("petition-decision", 60, TimeUnit.Days, 30)]
    [InlineData("petition-review", 30, TimeUnit.Days, 0)]
    [InlineData("petition-second-review", 30, TimeUnit.Days, 0)]
    [InlineData("market-complaint", 7, TimeUnit.Workdays, 0)]
    [InlineData("market-tip", 15, TimeUnit.Workdays, 15)]
    [InlineData("market-mediation", 45, TimeUnit.Workdays, 0)]
    [InlineData("market-tip-notice", 5, TimeUnit.Workdays, 0)]
    [InlineData("information-request", 20, TimeUnit.Workdays, 20)]
    [InlineData("grant-publication", 20, TimeUnit.Workdays, 0)]
    [InlineData("penalty-publicity", 20, TimeUnit.Workdays, 0)]
    [InlineData("penalty-publicity-short", 3, TimeUnit.Months, 0)]
    [InlineData("penalty-publicity-long", 3, TimeUnit.Years, 0)]
    [InlineData("reconsideration-application", 60, TimeUnit.Days, 0)]
    [InlineData("reconsideration-decision", 60, TimeUnit.Days, 30)]
    [InlineData("reserve-deposit", 5, TimeUnit.Workdays, 0)]
    [InlineData("reserve-top-up", 20, TimeUnit.Workdays, 0)]
    [InlineData("contract-filing", 10, TimeUnit.Workdays, 0)]
    [InlineData("overseas-labour-licence", 20, TimeUnit.Workdays, 0)]
    [InlineData("work-injury-claim-employer", 30, TimeUnit.Days, 0)]
    [InlineData("work-injury-claim-worker", 1, TimeUnit.Years, 0)]
    [InlineData("work-injury-decision", 60, TimeUnit.Days, 0)]
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
    [InlineData("visa-extension", "2026-12-31", "2026-12-24")]
    [InlineData("residence-extension", "2026-12-31", "2026-12-01")]
    public void RenewalWindow_OtherLimitBeforeAnEnd_CountsBackwards(
        string key, string validTo, string expected)
    {
        var end = DateOnly.Parse(validTo, CultureInfo.InvariantCulture);

        var lastDay = RenewalWindow.LastDay(end, TimeLimits.Seed[key]);

        Assert.Equal(DateOnly.Parse(expected, CultureInfo.InvariantCulture), lastDay);
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
