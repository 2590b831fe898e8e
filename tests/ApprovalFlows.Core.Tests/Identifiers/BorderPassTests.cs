using System.Globalization;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class BorderPassTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("2026-01-10", "2027-01-10", null)]
    [InlineData("2026-01-10", "2027-01-11", "BorderPass.TooLong")]
    [InlineData("2025-11-21", "2026-11-21", null)]
    [InlineData("2025-11-20", "2026-11-20", "BorderPass.Expired")]
    [InlineData("2026-12-01", "2027-06-01", "BorderPass.IssuedLater")]
    [InlineData("2026-11-20", "2026-11-19", "BorderPass.EndsFirst")]
    public void CheckDates_OnADay_FollowsTheAgreement(string issued, string expiry, string? key)
    {
        Assert.Equal(key, BorderPass.CheckDates(Day(issued), Day(expiry), Today)?.Key);
    }

    [Theory]
    [InlineData("gth-2026-000017", true)]
    [InlineData("AB/12", true)]
    [InlineData("A1", false)]
    [InlineData("GTH 2026", false)]
    [InlineData("123456789012345678901", false)]
    public void CheckNumber_Shape_IsTheOnlyThingKnown(string number, bool isValid)
    {
        Assert.Equal(isValid, BorderPass.CheckNumber(number).IsValid);
    }

    [Theory]
    [InlineData("450681101", null)]
    [InlineData("450603107", null)]
    [InlineData("450602", "BorderPass.OutsideBorder")]
    public void WarnOf_Destination_OutsideTheBorderIsWarnedOf(string area, string? key)
    {
        Assert.Equal(key, BorderPass.WarnOf(area)?.Key);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
