using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class AreaCodeTests
{
    [Theory]
    [InlineData("450681", "450681")]
    [InlineData(" 450681101 ", "450681101")]
    [InlineData("４５０６８１", "450681")]
    public void Check_SixOrNineDigits_Passes(string input, string value)
    {
        var check = AreaCode.Check(input);

        Assert.True(check.IsValid);
        Assert.Equal(value, check.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("45068")]
    [InlineData("4506811")]
    [InlineData("45068110A")]
    [InlineData("050681")]
    [InlineData("4506811010")]
    public void Check_OtherForm_IsRefused(string input)
    {
        Assert.Equal("AreaCode.Form", AreaCode.Check(input).Problem?.Key);
    }
}
