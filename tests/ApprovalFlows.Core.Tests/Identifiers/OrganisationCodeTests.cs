using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class OrganisationCodeTests
{
    [Theory]
    [InlineData("M000100Y-4")]
    [InlineData("71526726-X")]
    [InlineData("79965505-8")]
    [InlineData("19220382-1")]
    [InlineData("MA0TEXT2-0")]
    [InlineData("MA0TEXT20")]
    public void Check_ValidCode_Passes(string code)
    {
        Assert.Null(OrganisationCode.Check(code).Problem);
    }

    [Theory]
    [InlineData("71526726-6", "Code.CheckCharacter")]
    [InlineData("7152672-6X", "Code.Length")]
    [InlineData("7152-726X", "Code.LettersAndDigits")]
    [InlineData("7152672", "Code.Length")]
    public void Check_WrongCode_NamesWhatIsWrong(string code, string key)
    {
        Assert.Equal(key, OrganisationCode.Check(code).Problem?.Key);
    }
}
