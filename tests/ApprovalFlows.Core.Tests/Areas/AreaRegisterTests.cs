using ApprovalFlows.Core.Areas;
using ApprovalFlows.Core.Identifiers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Areas;

public sealed class AreaRegisterTests
{
    [Fact]
    public void Seed_EveryArea_HasAFittingCodeAndThreeNames()
    {
        Assert.All(AreaRegister.Seed.All, area =>
        {
            Assert.True(AreaCode.Check(area.Code).IsValid, area.Code);
            Assert.True(area.Name.IsComplete, area.Code);
        });
    }

    [Fact]
    public void Seed_EveryStreet_LiesInTheCountyOfItsCode()
    {
        var streets = AreaRegister.Seed.All.Where(a => a.Code.Length == AreaCode.StreetLength);

        Assert.All(streets, street => Assert.Equal(street.Code[..6], street.Parent));
    }

    [Fact]
    public void Seed_EveryPark_LiesInAKnownArea()
    {
        Assert.All(ParkRegister.Seed.All, park =>
        {
            Assert.NotNull(AreaRegister.Seed.Find(park.AreaCode));
            Assert.True(park.Name.IsComplete, park.Code);
            Assert.Contains(park.Route, new[] { "R1", "R2" });
        });
    }

    [Fact]
    public void FindCurrent_RetiredCode_LeadsToItsSuccessor()
    {
        Assert.Equal("230719", AreaRegister.Seed.FindCurrent("230704")?.Code);
        Assert.True(AreaRegister.Seed.Find("230704")?.IsRetired);
        Assert.DoesNotContain(
            AreaRegister.Seed.ChildrenOf("230700"), area => area.Code == "230704");
    }

    [Theory]
    [InlineData("450600", "450681101", true)]
    [InlineData("450681", "450681", true)]
    [InlineData("450681101", "450681", false)]
    [InlineData("450681", "450603107", false)]
    public void Contains_OuterAndInner_FollowsTheParents(string outer, string inner, bool expected)
    {
        Assert.Equal(expected, AreaRegister.Seed.Contains(outer, inner));
    }

    [Fact]
    public void Register_ParentThatIsMissing_IsRefused()
    {
        var name = new LocalText("某镇", "một trấn", "some town");

        Assert.Throws<ArgumentException>(
            () => new AreaRegister([new Area("450681100", name, Parent: "450681")]));
    }
}
