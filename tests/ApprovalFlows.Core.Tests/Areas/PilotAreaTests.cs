using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Areas;

public sealed class PilotAreaTests
{
    [Theory]
    [InlineData("450681", null)]
    [InlineData("450681", "asean-zone")]
    [InlineData("450681100", "jiangping")]
    [InlineData("450681101", null)]
    [InlineData("450681102", "chonglan")]
    [InlineData("450603001", null)]
    [InlineData("450603002", null)]
    [InlineData("450603003", null)]
    [InlineData("450603106", null)]
    [InlineData("450603107", null)]
    [InlineData("450602100", "qisha")]
    [InlineData("450602", "qisha")]
    public void Check_PlaceInThePilot_IsAllowed(string areaCode, string? park)
    {
        Assert.Null(PilotArea.Seed.Check(areaCode, park).Problem);
    }

    [Theory]
    [InlineData("450603105", null, "Pilot.Outside")]
    [InlineData("450603", null, "Pilot.StreetNeeded")]
    [InlineData("450602100", null, "Pilot.ParkNeeded")]
    [InlineData("450602", null, "Pilot.ParkNeeded")]
    [InlineData("450621100", null, "Pilot.Outside")]
    [InlineData("450600", null, "Pilot.Outside")]
    [InlineData("450000", null, "Pilot.Outside")]
    [InlineData("230719", null, "Pilot.Outside")]
    [InlineData("451481", null, "Pilot.Outside")]
    [InlineData("450681999", null, "Pilot.AreaUnknown")]
    [InlineData("450699", null, "Pilot.AreaUnknown")]
    [InlineData("450699100", null, "Pilot.AreaUnknown")]
    [InlineData("451402", null, "Pilot.CodeOutside")]
    [InlineData("110105", null, "Pilot.CodeOutside")]
    [InlineData("450681", "nowhere", "Pilot.ParkUnknown")]
    [InlineData("450602100", "jiangping", "Pilot.ParkElsewhere")]
    [InlineData("450681101", "qisha", "Pilot.ParkElsewhere")]
    [InlineData("450621100", "jiangping", "Pilot.Outside")]
    [InlineData("450603", "jiangping", "Pilot.StreetNeeded")]
    public void Check_PlaceOutsideThePilot_SaysWhy(string areaCode, string? park, string key)
    {
        Assert.Equal(key, PilotArea.Seed.Check(areaCode, park).Problem?.Key);
    }

    [Fact]
    public void Check_RetiredCode_IsAnsweredForItsSuccessor()
    {
        var check = PilotArea.Seed.Check("230704", null);

        Assert.Equal("230719", check.AreaCode);
        Assert.Equal("Pilot.Outside", check.Problem?.Key);
    }

    [Fact]
    public void Check_ParkThatWasNotApproved_DoesNotOpenItsArea()
    {
        var qisha = ParkRegister.Seed.Find("qisha")! with { Approved = false };
        var pilot = new PilotArea(AreaRegister.Seed, new ParkRegister([qisha]));

        var check = pilot.Check("450602100", "qisha");

        Assert.Equal("Pilot.ParkNeeded", check.Problem?.Key);
    }

    [Fact]
    public void Check_CountyOfStreets_ListsThem()
    {
        var problem = PilotArea.Seed.Check("450603", null).Problem!;

        Assert.Equal(
            "防城区只有部分街道和镇是试点区域，请填写9位代码。"
            + "试点范围：水营街道、珠河街道、文昌街道、江山镇、茅岭镇。",
            problem.In(TextResources.Chinese));
    }

    [Theory]
    [InlineData("jiangping", "R1")]
    [InlineData("asean-zone", "R2")]
    [InlineData(null, "R1")]
    public void RouteOf_Park_FollowsItsData(string? park, string route)
    {
        Assert.Equal(route, ParkRegister.Seed.RouteOf(park));
    }
}
