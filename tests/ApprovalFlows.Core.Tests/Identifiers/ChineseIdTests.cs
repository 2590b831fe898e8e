using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class ChineseIdTests
{
    private static readonly DateOnly s_today = new(2026, 11, 21);

    [Theory]
    [InlineData("11010519491231002X", false)]
    [InlineData("450681199001010012", true)]
    [InlineData("450603200002290024", false)]
    [InlineData("230704196607043212", true)]
    [InlineData("11010519491231002x", false)]
    public void Check_ValidNumber_PassesWithItsSex(string id, bool isMale)
    {
        var check = ChineseId.Check(id, s_today);

        Assert.Null(check.Problem);
        Assert.Equal(isMale, ChineseId.IsMale(check.Value));
    }

    [Theory]
    [InlineData("440524188001010014", "ChineseId.BirthDateImplausible")]
    [InlineData("450681199001010013", "Code.CheckCharacter")]
    [InlineData("450603190002290020", "ChineseId.BirthDate")]
    [InlineData("450681199013010012", "ChineseId.BirthDate")]
    [InlineData("450681202701010012", "ChineseId.BirthDateImplausible")]
    [InlineData("990681199001010012", "ChineseId.Area")]
    [InlineData("450000199001010012", "ChineseId.Area")]
    [InlineData("45068119900101001", "Code.Length")]
    [InlineData("45068119900101A012", "Code.DigitExpected")]
    [InlineData("45068119900101001Z", "Code.CheckCharacter")]
    public void Check_WrongNumber_NamesWhatIsWrong(string id, string key)
    {
        Assert.Equal(key, ChineseId.Check(id, s_today).Problem?.Key);
    }

    [Fact]
    public void Check_NewbornAndOldestPlausible_DependOnTheDayGiven()
    {
        const string Id = "450681199001010012";

        Assert.True(ChineseId.Check(Id, new DateOnly(1990, 1, 1)).IsValid);
        Assert.False(ChineseId.Check(Id, new DateOnly(1989, 12, 31)).IsValid);
        Assert.True(ChineseId.Check(Id, new DateOnly(2110, 1, 1)).IsValid);
        Assert.False(ChineseId.Check(Id, new DateOnly(2110, 1, 2)).IsValid);
    }

    [Fact]
    public void BirthDateOf_LeapDay_IsRead()
    {
        Assert.Equal(new DateOnly(2000, 2, 29), ChineseId.BirthDateOf("450603200002290024"));
    }
}
