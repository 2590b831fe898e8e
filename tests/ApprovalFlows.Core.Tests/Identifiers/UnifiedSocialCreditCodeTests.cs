using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class UnifiedSocialCreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("9144030071526726XG")]
    [InlineData("91330100799655058B")]
    [InlineData("914403001922038216")]
    [InlineData("91450681MA0TEXT12B")]
    [InlineData("91230719MA0TEXT47L")]
    public void Check_ValidCode_Passes(string code)
    {
        var check = UnifiedSocialCreditCode.Check(code);

        Assert.Null(check.Problem);
        Assert.Equal(code, check.Value);
    }

    [Theory]
    [InlineData("91450681MA0TEXT12C", "Code.CheckCharacter")]
    [InlineData("91450681MA0TEST12B", "Uscc.Character")]
    [InlineData("91450681MA0TEXT12", "Code.Length")]
    [InlineData("91450681MA0TEXT12BB", "Code.Length")]
    [InlineData("", "Code.Length")]
    [InlineData("450681000012345", "Uscc.Legacy")]
    [InlineData("B1450681MA0TEXT12B", "Uscc.Department")]
    [InlineData("914506A1MA0TEXT12B", "Code.DigitExpected")]
    [InlineData("91450681MA0TEXT1-B", "Uscc.Character")]
    [InlineData("\ud800", "Code.Length")]
    public void Check_WrongCode_NamesWhatIsWrong(string code, string key)
    {
        Assert.Equal(key, UnifiedSocialCreditCode.Check(code).Problem?.Key);
    }

    [Fact]
    public void Check_WrongLastCharacter_SaysWhichWasExpected()
    {
        var problem = UnifiedSocialCreditCode.Check("91450681MA0TEXT12C").Problem;

        Assert.Equal(
            "第18位应为 B，现为 C，请核对是否填错。", problem?.In(TextResources.Chinese));
    }

    [Theory]
    [InlineData(" 91450681ma0text12b ")]
    [InlineData("９１４５０６８１ＭＡ０ＴＥＸＴ１２Ｂ")]
    public void Check_LowerCaseOrFullWidth_IsNormalised(string input)
    {
        var check = UnifiedSocialCreditCode.Check(input);

        Assert.True(check.IsValid);
        Assert.Equal("91450681MA0TEXT12B", check.Value);
    }

    [Fact]
    public void Check_OrganisationPartBreaksItsRule_OnlyWarns()
    {
        const string Body = "9144030071526726" + "6";
        var code = Body + UnifiedSocialCreditCode.CheckCharacterOf(Body);

        var check = UnifiedSocialCreditCode.Check(code);

        Assert.True(check.IsValid);
        Assert.Equal("Uscc.OrganisationPart", check.Warning?.Key);
        Assert.Null(UnifiedSocialCreditCode.Check("9144030071526726XG").Warning);
    }

    [Fact]
    public void Check_AnySingleCharacterChanged_IsNoticed()
    {
        const string Code = "91450681MA0TEXT12B";
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

        var passed =
            from position in Enumerable.Range(0, Code.Length)
            from character in Alphabet
            where character != Code[position]
            let changed = Code.Remove(position, 1).Insert(position, character.ToString())
            where UnifiedSocialCreditCode.Check(changed).IsValid
            select changed;

        Assert.Empty(passed);
    }
}
