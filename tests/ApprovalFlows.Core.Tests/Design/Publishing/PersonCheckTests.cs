using System.Text.Json.Nodes;
using ApprovalFlows.Core.Design.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>What a step says about the persons who decide it.</summary>
public sealed class PersonCheckTests
{
    [Theory]
    [InlineData("skipSame", true, Severity.Error, "SkipsTier re-check")]
    [InlineData("differentPerson", false, Severity.Warning, "SamePersonAllowed re-check")]
    public async Task Check_TierThatAnySamePersonMayTake_IsNamed(
        string input, bool value, Severity severity, string expected)
    {
        await using var gate = await Gate.OpenAsync();

        var found = await gate.CheckAsync(new CertificateDraft().Set("re-check", input, Yes(value)));

        Assert.Contains((severity, expected), found.Select(finding => (finding.Severity, Gate.Short(finding))));
    }

    [Fact]
    public async Task Check_SkippingAtAStepThatIsNoTier_IsFine()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await gate.FaultsAsync(new CertificateDraft().Set("issuance", "skipSame", Yes(true)));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData(null, Severity.Warning, "PostVacantSupervisor")]
    [InlineData("supervisor", Severity.Warning, "PostVacantSupervisor")]
    [InlineData("administrator", Severity.Warning, "PostVacantAdministrator")]
    [InlineData("refuse", Severity.Error, "PostVacant")]
    [InlineData("nonsense", Severity.Error, "WhenNobodyUnknown")]
    public async Task Check_PostNobodyHolds_IsAsTheStepSays(string? policy, Severity severity, string expected)
    {
        await using var gate = await Gate.OpenAsync();
        await gate.ChangeAsync(async db => db.RemoveRange(
            await db.PostHoldings.Where(held => held.PostCode == "re-check").ToListAsync()));
        var draft = new CertificateDraft();
        if (policy is not null) draft.Set("re-check", "whenNobody", CertificateDraft.Literal(policy));

        var found = await gate.CheckAsync(draft);

        Assert.Contains(
            (severity, expected + " re-check"), found.Select(finding => (finding.Severity, Gate.Short(finding))));
    }

    private static JsonObject Yes(bool value) => new()
    {
        ["typeName"] = "Boolean",
        ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value },
    };
}
