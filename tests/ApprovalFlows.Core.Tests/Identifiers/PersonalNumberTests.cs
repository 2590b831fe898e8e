using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Workers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class PersonalNumberTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("087084000999", "Đồng Tháp", Sex.Male, 1984)]
    [InlineData("022301004567", "Quảng Ninh", Sex.Female, 2001)]
    [InlineData("022096001234", "Quảng Ninh", Sex.Male, 1996)]
    [InlineData("020198765432", "Lạng Sơn", Sex.Female, 1998)]
    [InlineData("004207000011", "Cao Bằng", Sex.Male, 2007)]
    public void Check_ValidNumber_TellsProvinceSexAndYear(string number, string province, Sex sex, int year)
    {
        var check = PersonalNumber.Check(number, Today);

        Assert.Null(check.Problem);
        Assert.Equal(
            (province, sex, year),
            (PersonalNumber.ProvinceOf(number), PersonalNumber.SexOf(number), PersonalNumber.BirthYearOf(number)));
    }

    [Theory]
    [InlineData("003096001234", "PersonalNumber.Province")]
    [InlineData("022596001234", "PersonalNumber.BirthYear")]
    [InlineData("022227001234", "PersonalNumber.BirthYear")]
    [InlineData("02209600123", "Code.Length")]
    [InlineData("02209600123A", "Code.DigitExpected")]
    public void Check_WrongNumber_NamesWhatIsWrong(string number, string key)
    {
        Assert.Equal(key, PersonalNumber.Check(number, Today).Problem?.Key);
    }

    [Fact]
    public void Check_FullWidthDigits_AreStoredAsDigits()
    {
        Assert.Equal("022096001234", PersonalNumber.Check(" ０２２０９６００１２３４ ", Today).Value);
    }
}
