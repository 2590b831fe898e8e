using ApprovalFlows.Core.Design.Publishing;
using static ApprovalFlows.Core.Tests.Design.Publishing.CertificateDraft;

namespace ApprovalFlows.Core.Tests.Design.Publishing;

/// <summary>What may go live, but only with a reason.</summary>
public sealed class WarningTests
{
    [Fact]
    public async Task Check_StepNobodyComesTo_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Add(Step("note", "Elsa.WriteLine")));

        Assert.Equal("Unreachable note", Gate.Short(found));
    }

    [Theory]
    [InlineData("titleZh", "TitleMissing re-check")]
    [InlineData("titleVi", "TitleViMissing re-check")]
    [InlineData("titleEn", "TitleEnMissing re-check")]
    public async Task Check_StepWithoutATitle_IsNoted(string input, string expected)
    {
        await using var gate = await Gate.OpenAsync();

        var found = await gate.CheckAsync(new CertificateDraft().Set("re-check", input, null));

        Assert.Contains((Severity.Notice, expected), found.Select(finding => (finding.Severity, Gate.Short(finding))));
        Assert.DoesNotContain(found, finding => finding.Severity != Severity.Notice);
    }

    [Fact]
    public async Task Check_OfficeThatIsComputed_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Set("re-check", "post", Script("'re-check'")));

        Assert.Equal("NotProvable re-check", Gate.Short(found));
    }

    [Fact]
    public async Task Check_SilenceThatApproves_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Set("approval", "deemedOutcome", Literal("approve")));

        Assert.Equal("SilenceApproves approval", Gate.Short(found));
    }

    [Fact]
    public async Task Check_OfficeThatWasSucceeded_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();
        var draft = new CertificateDraft()
            .Set("re-check", "department", Literal("inspection-quarantine")).Set("re-check", "post", Literal("health"));

        var found = await OneAsync(gate, draft);

        Assert.Equal("DepartmentSucceeded re-check", Gate.Short(found));
        Assert.Contains("“东兴海关”", Gate.Say(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ConnectionFromAnOutcomeThatIsGone_IsNamed()
    {
        await using var gate = await Gate.OpenAsync();

        var found = await OneAsync(gate, new CertificateDraft().Connect("approval", "postpone", "refused"));

        Assert.Equal("OutcomeGone approval", Gate.Short(found));
    }

    [Fact]
    public async Task StepOnWhichCasesStand_WhenGone_IsGoodToKnow()
    {
        await using var gate = await Gate.OpenAsync();
        await gate.Flow.SubmitAsync();
        var draft = new CertificateDraft();
        draft["window"]["id"] = "counter";
        foreach (var line in draft.Lines)
            foreach (var end in new[] { "source", "target" })
                if (line![end]!["activity"]!.ToString() == "window") line[end]!["activity"] = "counter";

        var found = await gate.CheckAsync(draft);

        var gone = Assert.Single(found, finding => finding.Code == "Gate.StepRemoved");
        Assert.Equal(Severity.Notice, gone.Severity);
        Assert.Contains("(window) is gone from the new version; 1 case", Gate.Say(gone), StringComparison.Ordinal);
    }

    private static async Task<Finding> OneAsync(Gate gate, CertificateDraft draft)
    {
        var found = Assert.Single(await gate.CheckAsync(draft), finding => finding.Severity != Severity.Notice);
        Assert.Equal(Severity.Warning, found.Severity);
        return found;
    }
}
