using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class InsuranceTests : IAsyncLifetime
{
    private const string Flow = "insurance";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync()
    {
        labour = await LabourFlow.StartAsync();
        await labour.GiveAsync("XY", days: 200);
    }

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("window:return", CaseStatus.CorrectionRequested, 0)]
    [InlineData("window:refuse", CaseStatus.Refused, 0)]
    [InlineData("window:register", CaseStatus.Issued, 1)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status, int policies)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
        Assert.Equal(policies, (await labour.PapersAsync("YW")).Count);
        Assert.Equal(policies, (await labour.PapersAsync("GS")).Count);
    }

    [Fact]
    public async Task Apply_BeforeTheAgreementBegins_IsTaken()
    {
        await labour.ChangeAsync(async db =>
        {
            db.Certificates.RemoveRange(db.Certificates.Where(paper => paper.Kind == "XY"));
            await Task.CompletedTask;
        });
        await labour.GiveAsync("XY", number: "450681XY2026900020", days: 200, startsIn: 3);

        var number = await labour.ApplyAsync(Flow, "employer");

        Assert.Equal(CaseStatus.Submitted, (await labour.ShowAsync(number, "employer")).Status);
    }

    [Fact]
    public async Task Apply_EndingBeforeTheAgreement_IsTakenWithAWarning()
    {
        var values = labour.Values(Flow);
        values["injuryTo"] = ApplicationValues.Iso(labour.Today.AddDays(100));

        var number = await labour.ApplyAsync(Flow, "employer", values);

        var file = await labour.ShowAsync(number, "employer");
        Assert.Single(file.History, entry => entry.Action == "warned");
    }
}
