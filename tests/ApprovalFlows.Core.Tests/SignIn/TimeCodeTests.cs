using ApprovalFlows.Core.Accounts.SecondFactors;

namespace ApprovalFlows.Core.Tests.SignIn;

public sealed class TimeCodeTests
{
    // "12345678901234567890", the secret of RFC 6238, appendix B.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    // The RFC shows eight digits; programs show the last six of them.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void StepOf_VectorsOfTheRfc_IsTheirStep(long second, string code) =>
        Assert.Equal(second / 30, TimeCode.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(second)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void StepOf_ClockThatDiffers_IsTakenOneStepToEachSide(int steps, bool isTaken)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1111111111 + (steps * 30));

        var step = TimeCode.StepOf(Secret, "050471", at);

        Assert.Equal(isTaken ? 1111111111 / 30 : null, step);
    }

    [Theory]
    [InlineData("")]
    [InlineData("50471")]
    [InlineData("050472")]
    [InlineData("14050471")]
    public void StepOf_OtherDigits_IsNone(string code) =>
        Assert.Null(TimeCode.StepOf(Secret, code, DateTimeOffset.FromUnixTimeSeconds(1111111111)));

    [Fact]
    public void AddressOf_NameWithSigns_IsReadByAnyAuthenticator()
    {
        var address = TimeCode.AddressOf(Secret, "li wei@hr");

        Assert.Equal(
            $"otpauth://totp/ApprovalFlows:li%20wei%40hr?secret={Secret}&issuer=ApprovalFlows"
            + "&algorithm=SHA1&digits=6&period=30",
            address);
    }

    [Fact]
    public void NewSecret_EveryTime_HasAHundredAndSixtyBitsOfItsOwn()
    {
        var secrets = Enumerable.Range(0, 20).Select(_ => TimeCode.NewSecret()).ToList();

        Assert.Equal(20, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Matches("^[A-Z2-7]{32}$", secret));
    }

    [Theory]
    [InlineData(" 050 471 ", "050471")]
    [InlineData("０５０４７１", "050471")]
    [InlineData("abcd-efgh-ijkl-mnop", "ABCDEFGHIJKLMNOP")]
    [InlineData("\ud800", "")]
    [InlineData("11111111111111111111111111111111111111111", "")]
    public void Plain_AsPeopleTypeIt_IsComparedWithoutThat(string typed, string plain) =>
        Assert.Equal(plain, SecondFactorCheck.Plain(typed));
}
