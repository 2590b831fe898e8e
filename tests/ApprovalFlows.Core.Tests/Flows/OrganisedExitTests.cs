using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class OrganisedExitTests : IAsyncLifetime
{
    private const string Flow = "organised-exit";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync()
    {
        labour = await LabourFlow.StartAsync();
        await labour.GiveAsync("WG", days: 5);
        await labour.GiveAsync("TL", days: 5);
    }

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("window:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:confirm", CaseStatus.InReview)]
    [InlineData("window:confirm police:refuse", CaseStatus.Refused)]
    [InlineData("window:confirm police:confirm", CaseStatus.Issued)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
    }

    [Theory]
    [InlineData(true, CertificateStatus.Cancelled)]
    [InlineData(false, CertificateStatus.Valid)]
    public async Task Confirm_OfAReport_EndsThePapersOfThoseWhoLeft(bool exited, CertificateStatus status)
    {
        var values = labour.Values(Flow);
        values["workers"]![0]!["exited"] = exited;
        if (!exited) values["workers"]![0]!["reason"] = "住院";
        var number = await labour.ApplyAsync(Flow, "employer", values);

        await labour.WalkAsync(number, "window:confirm police:confirm");

        Assert.Equal(status, Assert.Single(await labour.PapersAsync("WG")).Status);
        Assert.Equal(status, Assert.Single(await labour.PapersAsync("TL")).Status);
    }

    [Theory]
    [InlineData("window:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:confirm", CaseStatus.Issued)]
    public async Task Plan_BeforeTheEnd_IsTakenNoteOfAndEndsNothing(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync("exit-plan", "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
        Assert.False(Assert.Single(await labour.PapersAsync("WG")).IsEnded);
    }

    [Fact]
    public async Task Plan_WithoutSomebodyWhosePermitEnds_IsRefused()
    {
        var values = labour.Values("exit-plan");
        values["workers"]![0]!["permitNumber"] =
            Core.Identifiers.CertificateNumber.Compose("450681", "WG", 2026, 99);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => labour.ApplyAsync("exit-plan", "employer", values));

        Assert.Equal("Fact.ExpiringNotListed", refusal.Errors["workers"][0].Key);
    }

    [Fact]
    public async Task Apply_WithoutSomebodyWhosePermitEnds_IsRefused()
    {
        await labour.GiveAsync("WG", "450681WG2026000021", 3, enterprise: "91450681MA0TEXT393");
        var values = labour.Values(Flow);
        values["workers"]![0]!["permitNumber"] =
            Core.Identifiers.CertificateNumber.Compose("450681", "WG", 2026, 99);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer", values));

        Assert.Equal("Fact.ExpiringNotListed", refusal.Errors["workers"][0].Key);
        Assert.Equal("Fact.PermitOfNobody", refusal.Errors["workers[0].permitNumber"][0].Key);
    }
}
