using ApprovalFlows.Core.Privacy;

namespace ApprovalFlows.Core.Tests.Privacy;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("450681199001010012", "**************0012")]
    [InlineData("022301004567", "********4567")]
    [InlineData("C1234567", "****4567")]
    [InlineData("1234", "****")]
    [InlineData("7", "*")]
    [InlineData("", "")]
    public void LastFour_OfANumber_ShowsNoMore(string number, string expected) =>
        Assert.Equal(expected, Masking.LastFour(number));

    [Theory]
    [InlineData("13800138000", "138****8000")]
    [InlineData("12345", "*2345")]
    public void Phone_OfANumber_ShowsBothEnds(string number, string expected) =>
        Assert.Equal(expected, Masking.Phone(number));

    [Theory]
    [InlineData("NGUYEN THI MAU", "NGUYEN **")]
    [InlineData("李小明", "李**")]
    public void Name_OfAPerson_ShowsTheSurname(string name, string expected) =>
        Assert.Equal(expected, Masking.Name(name));
}
