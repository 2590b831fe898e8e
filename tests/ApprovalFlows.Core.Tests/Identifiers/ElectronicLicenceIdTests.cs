using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Identifiers;

public sealed class ElectronicLicenceIdTests
{
    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U")]
    [InlineData("1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F")]
    [InlineData("1.2.156.3005.2.11450600000000000A001.11450600000000000A.2026000017.001.5")]
    [InlineData("1.2.156.3005.2.11450600000000000A002.11450600000000000A.2026000003.001.J")]
    [InlineData("1.2.156.3005.2.11450600000000000A003.11450600000000000A.2026001250.001.N")]
    [InlineData("1.2.156.3005.2.11450600000000000A003.11450600000000000A.2026001251.001.7")]
    public void Check_ValidId_Passes(string id)
    {
        Assert.Null(ElectronicLicenceId.Check(id).Problem);
    }

    [Theory]
    [InlineData(
        "1.2.156.3005.2.11450600000000000A003.11450600000000000A.2026001251.001.N",
        "LicenceId.CheckCharacter")]
    [InlineData(
        "1.2.156.3005.2.11450600000000000A003.11450600000000000A.2026001251.001",
        "LicenceId.Layout")]
    [InlineData(
        "1.2.156.3005.3.11450600000000000A003.11450600000000000A.2026001251.001.7",
        "LicenceId.Layout")]
    [InlineData(
        "1.2.156.3005.2.11450600000000000A03.11450600000000000A.2026001251.001.7",
        "LicenceId.Layout")]
    [InlineData("", "LicenceId.Layout")]
    public void Check_WrongId_NamesWhatIsWrong(string id, string key)
    {
        Assert.Equal(key, ElectronicLicenceId.Check(id).Problem?.Key);
    }

    [Fact]
    public void Compose_Parts_GiveTheRealId()
    {
        var id = ElectronicLicenceId.Compose(
            "11100000000013338W011", "11430000006122244L", "20230000403", 1);

        Assert.Equal(
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U", id);
    }

    [Fact]
    public void Compose_VersionOfFourDigits_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ElectronicLicenceId.Compose(
            "11100000000013338W011", "11430000006122244L", "1", 1000));
    }
}
