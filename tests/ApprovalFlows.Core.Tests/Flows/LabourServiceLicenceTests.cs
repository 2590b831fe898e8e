using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Identifiers;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class LabourServiceLicenceTests : IAsyncLifetime
{
    private const string Flow = "labour-service-licence";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync();

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("window:notAccept", CaseStatus.NotAccepted)]
    [InlineData("window:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:accept hr:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:accept hr:refuse", CaseStatus.Refused)]
    [InlineData("window:accept hr:approve zone:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:accept hr:approve zone:refuse", CaseStatus.Refused)]
    [InlineData("window:accept hr:approve zone:approve", CaseStatus.Approved)]
    [InlineData("window:accept hr:approve zone:approve hr-issuer:issue", CaseStatus.Issued)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync(Flow, "agency");

        await labour.WalkAsync(number, decisions);

        var file = await labour.ShowAsync(number, "agency");
        Assert.Equal(status, file.Status);
        Assert.Equal(status is CaseStatus.Refused or CaseStatus.NotAccepted, file.Remedy is not null);
        Assert.Equal(status == CaseStatus.Issued ? 1 : 0, (await labour.PapersAsync("LW")).Count);
    }

    [Fact]
    public async Task Correct_AtEveryTier_GoesBackToWhoAsked()
    {
        var number = await labour.ApplyAsync(Flow, "agency");

        foreach (var (asks, goesOn) in new[]
            { ("window:return", "window:accept"), ("hr:return", "hr:approve"), ("zone:return", "zone:approve") })
        {
            await labour.WalkAsync(number, asks);
            await labour.CorrectAsync(number, Flow, "agency", labour.Values(Flow));
            await labour.WalkAsync(number, goesOn);
        }

        Assert.Equal(CaseStatus.Approved, (await labour.ShowAsync(number, "agency")).Status);
    }

    [Fact]
    public async Task Silence_AtTheWindow_AcceptsInsideTheSharedStep()
    {
        var number = await labour.ApplyAsync(Flow, "agency");

        labour.Inner.MoveTo("2026-03-11 09:00");
        await labour.Inner.RunDueWorkAsync();

        var file = await labour.ShowAsync(number, "agency");
        Assert.True(file.IsDeemedAccepted);
        Assert.Equal("re-check", (await labour.Inner.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Renewal_FiledLate_IsTakenAndRecorded()
    {
        var previous = await labour.GiveAsync("LW", days: 10, enterprise: "91450681MA0TEXT47X");
        var values = labour.Values(Flow);
        (values["matter"], values["previousNumber"]) = ("renewal", previous);

        var number = await labour.ApplyAsync(Flow, "agency", values);

        var file = await labour.ShowAsync(number, "agency");
        Assert.Contains(file.History, entry => entry.Action == "warned");
    }

    [Theory]
    [InlineData("new", "Fact.HasOne")]
    [InlineData("change", "Fact.PreviousUnknown")]
    public async Task Apply_WithAMatterThatDoesNotFit_IsRefused(string matter, string key)
    {
        await labour.GiveAsync("LW", enterprise: "91450681MA0TEXT47X");
        var values = labour.Values(Flow);
        values["matter"] = matter;
        if (matter != "new")
            values["previousNumber"] = CertificateNumber.Compose("450681", "LW", 2026, 77);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "agency", values));

        Assert.Equal(key, refusal.Errors["previousNumber"][0].Key);
    }

    [Fact]
    public async Task StepsToCome_OfSharedSteps_AreToldAsIfTheyLayInTheFlow()
    {
        var file = await labour.ShowAsync(await labour.ApplyAsync(Flow, "agency"), "agency");

        var all = await labour.Inner.Host.ReadAsync<OutlineService, IReadOnlyList<OutlineStep>>(
            outline => outline.StepsToComeAsync(file.FlowVersionId, null, null));
        var left = await labour.Inner.Host.ReadAsync<OutlineService, IReadOnlyList<OutlineStep>>(
            outline => outline.StepsToComeAsync(file.FlowVersionId, "re-check", null));

        Assert.Equal(["window", "re-check", "approval", "issuance"], all.Select(step => step.StepId));
        Assert.Equal(["approval", "issuance"], left.Select(step => step.StepId));
    }

    [Theory]
    [InlineData("employer", "EnterprisesDoNotApply")]
    [InlineData("worker", "WorkersDoNotApply")]
    public async Task Apply_ByOthers_IsRefused(string user, string key)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, user));

        Assert.Equal(key, refusal.Sentence.Key);
    }
}
