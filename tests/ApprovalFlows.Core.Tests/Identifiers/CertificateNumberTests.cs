using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class CertificateNumberTests
{
    [Theory]
    [InlineData("450681", "YG", 2026, 17, "450681YG2026000172")]
    [InlineData("450681", "LW", 2026, 3, "450681LW202600003Q")]
    [InlineData("450602", "WG", 2026, 1250, "450602WG202601250P")]
    [InlineData("450603", "WG", 2026, 1251, "450603WG2026012511")]
    [InlineData("450681", "WG", 2025, 9999, "450681WG202509999B")]
    [InlineData("450681", "WG", 2026, 1, "450681WG202600001Y")]
    public void Compose_Parts_GiveTheNumberThatParsesBack(
        string area, string type, int year, int serial, string expected)
    {
        var number = CertificateNumber.Compose(area, type, year, serial);

        Assert.Equal(expected, number);
        Assert.Equal(
            new CertificateNumber(area, type, year, serial), CertificateNumber.Parse(number));
    }

    [Theory]
    [InlineData("450681WG202600001X", "Code.CheckCharacter")]
    [InlineData("450681XX202600001Y", "CertificateNumber.Type")]
    [InlineData("450681WG20260001Y", "Code.Length")]
    [InlineData("45O681WG202600001Y", "Code.DigitExpected")]
    [InlineData("450681WG2026000O1Y", "Code.DigitExpected")]
    [InlineData("450681WG202600000Y", "CertificateNumber.YearOrSerial")]
    [InlineData("450681WG1026000010", "CertificateNumber.YearOrSerial")]
    [InlineData("450681WG2026-0001Y", "Code.LettersAndDigits")]
    public void Check_WrongNumber_NamesWhatIsWrong(string number, string key)
    {
        Assert.Equal(key, CertificateNumber.Check(number).Problem?.Key);
        Assert.Null(CertificateNumber.Parse(number));
    }

    [Theory]
    [InlineData("45068", "YG", 2026, 1)]
    [InlineData("450681", "yg", 2026, 1)]
    [InlineData("450681", "YG", 226, 1)]
    [InlineData("450681", "YG", 2026, 0)]
    [InlineData("450681", "YG", 2026, 100_000)]
    public void Compose_PartThatDoesNotFit_IsRefused(string area, string type, int year, int serial)
    {
        Assert.ThrowsAny<ArgumentException>(
            () => CertificateNumber.Compose(area, type, year, serial));
    }

    [Fact]
    public void Check_TwoNeighboursSwapped_IsNoticed()
    {
        const string Number = "450602WG202601250P";
        var swapped =
            from i in Enumerable.Range(0, Number.Length - 1)
            where Number[i] != Number[i + 1]
            select $"{Number[..i]}{Number[i + 1]}{Number[i]}{Number[(i + 2)..]}";

        Assert.DoesNotContain(swapped, number => CertificateNumber.Check(number).IsValid);
    }
}
