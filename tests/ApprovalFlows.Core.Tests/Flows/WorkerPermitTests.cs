using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class WorkerPermitTests : IAsyncLifetime
{
    private const string Flow = "worker-permit";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync();

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("window:notAccept", CaseStatus.NotAccepted)]
    [InlineData("window:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:accept", CaseStatus.InReview)]
    [InlineData("window:accept hr:refuse", CaseStatus.Refused)]
    [InlineData("window:accept hr:return", CaseStatus.CorrectionRequested)]
    [InlineData("window:accept hr:approve", CaseStatus.Approved)]
    [InlineData("window:accept hr:approve hr-issuer:issue", CaseStatus.Issued)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status)
    {
        await labour.GivePermitPapersAsync();
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
        Assert.Equal(status == CaseStatus.Issued ? 1 : 0, (await labour.PapersAsync("WG")).Count);
    }

    [Fact]
    public async Task Issue_WithAllPapers_EndsWithTheFirstOfThem()
    {
        await labour.GivePermitPapersAsync();
        var values = labour.Values(Flow);
        values["periodEnd"] = ApplicationValues.Iso(labour.Today.AddDays(185));
        await labour.ChangeAsync(async db =>
            (await db.Workers.SingleAsync(TestContext.Current.CancellationToken)).WorkAreaCode = null);
        var number = await labour.ApplyAsync(Flow, "employer", values);

        await labour.WalkAsync(number, "window:accept hr:approve hr-issuer:issue");

        var permit = Assert.Single(await labour.PapersAsync("WG"));
        Assert.Equal(labour.Today.AddDays(150), permit.ValidTo);
        Assert.Equal("450681101", permit.AreaCodes);
        Assert.NotNull(permit.WorkerId);
    }

    [Theory]
    [InlineData("YG", "worker")]
    [InlineData("JK", "healthNumber")]
    [InlineData("XY", "agreementNumber")]
    [InlineData("YW", "accidentNumber")]
    [InlineData("GS", "injuryNumber")]
    [InlineData("TL", "mode")]
    public async Task Apply_WithoutOnePaper_IsRefusedAtItsField(string missing, string field)
    {
        await labour.GivePermitPapersAsync(missing);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer"));

        Assert.Contains(field, refusal.Errors.Keys);
    }

    [Fact]
    public async Task Apply_OfACommuter_NeedsNoStayPermit()
    {
        await labour.GivePermitPapersAsync("TL");
        var values = labour.Values(Flow);
        values["mode"] = "commuter";
        values.Remove("stayNumber");
        var number = await labour.ApplyAsync(Flow, "employer", values);

        await labour.WalkAsync(number, "window:accept hr:approve hr-issuer:issue");

        Assert.Single(await labour.PapersAsync("WG"));
    }

    [Fact]
    public async Task Apply_WhenThePlacesAreTaken_IsRefused()
    {
        await labour.GivePermitPapersAsync(headcount: 0);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer"));

        Assert.Equal("Fact.QuotaUsed", refusal.Errors["worker"][0].Key);
    }

    [Fact]
    public async Task Approve_AfterAPaperWasRevoked_IsRefusedAndTheCaseStays()
    {
        await labour.GivePermitPapersAsync();
        var number = await labour.ApplyAsync(Flow, "employer");
        await labour.WalkAsync(number, "window:accept");
        await labour.ChangeAsync(async db =>
        {
            var health = await db.Certificates.SingleAsync(
                paper => paper.Kind == "JK", TestContext.Current.CancellationToken);
            (health.Status, health.EndedOn) = (CertificateStatus.Revoked, labour.Today);
        });

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.WalkAsync(number, "hr:approve"));

        Assert.Equal("Fact.PaperMissing", refusal.Sentence.Key);
        Assert.Equal(CaseStatus.InReview, (await labour.ShowAsync(number, "employer")).Status);
        await labour.WalkAsync(number, "hr:refuse");
        Assert.Equal(CaseStatus.Refused, (await labour.ShowAsync(number, "employer")).Status);
    }

    [Fact]
    public async Task Correct_AfterAReturn_GoesBackToTheWindow()
    {
        await labour.GivePermitPapersAsync();
        var number = await labour.ApplyAsync(Flow, "employer");
        await labour.WalkAsync(number, "window:return");

        await labour.CorrectAsync(number, Flow, "employer", labour.Values(Flow));
        await labour.WalkAsync(number, "window:accept hr:return");
        await labour.CorrectAsync(number, Flow, "employer", labour.Values(Flow));
        await labour.WalkAsync(number, "hr:approve hr-issuer:issue");

        Assert.Equal(CaseStatus.Issued, (await labour.ShowAsync(number, "employer")).Status);
    }

    [Fact]
    public async Task Apply_ByAnAgency_NeedsItsLicenceAndAPowerOfAttorney()
    {
        await labour.GivePermitPapersAsync();

        var unlicensed = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "agency"));
        await labour.GiveAsync("LW", contents: """{ "services": ["papers"] }""", enterprise: "91450681MA0TEXT47X");
        var bare = await Assert.ThrowsAsync<RuleViolation>(
            () => labour.ApplyAsync(Flow, "agency", without: "powerOfAttorney"));
        var number = await labour.ApplyAsync(Flow, "agency");

        Assert.Equal("AgencyNotLicensed", unlicensed.Sentence.Key);
        Assert.Contains("attachments.powerOfAttorney", bare.Errors.Keys);
        Assert.StartsWith("WG-", number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_ByAnAgency_IsForItsClientsOnly()
    {
        await labour.GivePermitPapersAsync();
        await labour.GiveAsync("LW", contents: """{ "services": ["papers"] }""", enterprise: "91450681MA0TEXT47X");
        await labour.ChangeAsync(async db =>
            (await db.Workers.SingleAsync(TestContext.Current.CancellationToken)).AgencyId = null);
        var unknown = labour.Values(Flow);
        unknown["worker"] = "022195009999";

        var foreign = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "agency"));
        var nobody = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "agency", unknown));

        Assert.Equal("WorkerOfFormUnknown", foreign.Errors["worker"].Single().Key);
        Assert.Equal(nobody.Errors["worker"].Single(), foreign.Errors["worker"].Single());
    }

    [Theory]
    [InlineData("worker", "WorkersDoNotApply")]
    [InlineData("employer2", "InputInvalid")]
    public async Task Apply_ByOthers_IsRefused(string user, string key)
    {
        await labour.GivePermitPapersAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, user));

        Assert.Equal(key, refusal.Sentence.Key);
    }
}
