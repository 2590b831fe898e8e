using ApprovalFlows.Core.Cases;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class StayPermitTests : IAsyncLifetime
{
    private const string Flow = "stay-permit";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync()
    {
        labour = await LabourFlow.StartAsync();
        await labour.GiveAsync("YG", contents: """{ "headcount": 5 }""");
    }

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("police-window:notAccept", CaseStatus.NotAccepted)]
    [InlineData("police-window:return", CaseStatus.CorrectionRequested)]
    [InlineData("police-window:accept", CaseStatus.InReview)]
    [InlineData("police-window:accept police:refuse", CaseStatus.Refused)]
    [InlineData("police-window:accept police:grant", CaseStatus.Issued)]
    public async Task Decisions_OfEveryOutcome_LeadThereWithoutRemedy(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        var file = await labour.ShowAsync(number, "employer");
        Assert.Equal(status, file.Status);
        Assert.Null(file.Remedy);
    }

    [Theory]
    [InlineData(180, 179)]
    [InlineData(30, 29)]
    public async Task Grant_OfSoManyDays_CountsFromTheDayAfterEntry(int days, int fromToday)
    {
        var values = labour.Values(Flow);
        values["stayDays"] = days;
        var number = await labour.ApplyAsync(Flow, "employer", values);

        await labour.WalkAsync(number, "police-window:accept police:grant");

        var permit = Assert.Single(await labour.PapersAsync("TL"));
        Assert.Equal(labour.Today.AddDays(fromToday), permit.ValidTo);
    }

    [Fact]
    public async Task Decision_AfterAcceptance_IsDueWithinSevenWorkingDays()
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, "police-window:accept");

        var task = await labour.Inner.OpenTaskAsync(number);
        Assert.Equal(new DateOnly(2026, 3, 11), ChinaTime.DateOf(task.DueAt!.Value));
    }

    [Fact]
    public async Task Apply_ByTheWorker_NeedsNoGround()
    {
        var values = labour.Values(Flow);
        values.Remove("worker");
        values.Remove("agentGround");

        var number = await labour.ApplyAsync(Flow, "worker", values);

        Assert.Equal("NGUYEN THI MAU", (await labour.ShowAsync(number, "worker")).Applicant);
    }

    [Theory]
    [InlineData(null, "Fact.GroundNeeded")]
    [InlineData("notFirst", "Fact.FirstEntry")]
    public async Task Apply_ForAnother_NeedsAGroundThatHolds(string? ground, string key)
    {
        var values = labour.Values(Flow);
        values["agentGround"] = ground;

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer", values));

        Assert.Equal(key, refusal.Errors["agentGround"][0].Key);
    }
}
