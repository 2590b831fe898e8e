using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Core.Tests.SignIn;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("我每天骑车去江边看日出日落", null)]
    [InlineData("three green boats", null)]
    [InlineData("tôi thích uống trà đá", null)]
    [InlineData("xK4!vb_9Tm2z", null)]
    [InlineData("elevenchars", "PasswordTooShort")]
    [InlineData("aaaaaaaaaaaa", "PasswordPattern")]
    [InlineData("abcabcabcabc", "PasswordPattern")]
    [InlineData("abcdefghijklmnop", "PasswordPattern")]
    [InlineData("qwertyuiopasdf", "PasswordPattern")]
    [InlineData("9876543210987", "PasswordPattern")]
    [InlineData("window-window-1", "PasswordIsName")]
    [InlineData("ApprovalFlows1!", "PasswordIsName")]
    [InlineData("Password2026!", "PasswordCommon")]
    [InlineData("woaini5201314!", "PasswordCommon")]
    [InlineData("ｐａｓｓｗｏｒｄ２０２６！", "PasswordCommon")]
    public void Fault_OfAPassword_IsTold(string password, string? key) =>
        Assert.Equal(key, PasswordRules.FaultOf(password, "window")?.Key);

    [Fact]
    public void Fault_OfTooLongAPassword_IsTold() =>
        Assert.Equal("PasswordTooLong", PasswordRules.FaultOf(
            string.Concat(Enumerable.Range(0, 80).Select(number => $"{number * 37}x")), "window")?.Key);
}
