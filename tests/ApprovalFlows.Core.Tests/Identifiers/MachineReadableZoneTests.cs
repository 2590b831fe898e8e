using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class MachineReadableZoneTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData("L898902C36UTO7408122F1204159ZE184226B<<<<<10", "L898902C3", "1974-08-12", "2012-04-15")]
    [InlineData("C1234567<0VNM9503146F3001019<<<<<<<<<<<<<<<4", "C1234567", "1995-03-14", "2030-01-01")]
    [InlineData("P0098765<6VNM8811307M2802297<<<<<<<<<<<<<<<2", "P0098765", "1988-11-30", "2028-02-29")]
    [InlineData("B7654321<1VNM9701012F2612317<<<<<<<<<<<<<<<8", "B7654321", "1997-01-01", "2026-12-31")]
    [InlineData("K1020304<2VNM0002299M3306301<<<<<<<<<<<<<<<6", "K1020304", "2000-02-29", "2033-06-30")]
    public void ReadPassport_ValidLine_TellsWhatItSays(string line, string number, string birth, string expiry)
    {
        var read = MachineReadableZone.ReadPassport(line, Today);

        Assert.NotNull(read);
        Assert.Equal(
            (number, birth, expiry),
            (read.Number, read.BirthDate.ToString("yyyy-MM-dd", null), read.Expiry.ToString("yyyy-MM-dd", null)));
    }

    [Theory]
    [InlineData("C1234568<0VNM9503146F3001019<<<<<<<<<<<<<<<4", "Code.CheckCharacter")]
    [InlineData("C1234567<0VNM9503146F3001019<<<<<<<<<<<<<<<5", "Code.CheckCharacter")]
    [InlineData("C1234567<0VNM9503147F3001019<<<<<<<<<<<<<<<4", "Code.CheckCharacter")]
    [InlineData("L898902C36UTO7408122F1204159ZE184226B<<<<<20", "Code.CheckCharacter")]
    [InlineData("C1234567<0VNM9503146F3001019<<<<<<<<<<<<<<4", "Code.Length")]
    [InlineData("C1234567 0VNM9503146F3001019<<<<<<<<<<<<<<<4", "Zone.Characters")]
    public void CheckPassport_WrongLine_NamesWhatIsWrong(string line, string key)
    {
        Assert.Equal(key, MachineReadableZone.CheckPassport(line, Today).Problem?.Key);
        Assert.Null(MachineReadableZone.ReadPassport(line, Today));
    }

    [Theory]
    [InlineData("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", null)]
    [InlineData("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<7", "Code.CheckCharacter")]
    [InlineData("I<UTOD231458917<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "Code.CheckCharacter")]
    public void CheckCard_TwoLines_AreCheckedTogether(string first, string second, string? key)
    {
        Assert.Equal(key, MachineReadableZone.CheckCard(first, second, Today).Problem?.Key);
    }
}
