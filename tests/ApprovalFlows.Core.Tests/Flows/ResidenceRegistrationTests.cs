using System.Text.Json.Nodes;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class ResidenceRegistrationTests : IAsyncLifetime
{
    private const string Flow = "residence-registration";
    private LabourFlow labour = null!;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync();

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("station:return", CaseStatus.CorrectionRequested)]
    [InlineData("station:refuse", CaseStatus.Refused)]
    [InlineData("station:register", CaseStatus.Issued)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
    }

    [Fact]
    public async Task Register_UntilADay_IsGoodUntilThen()
    {
        var number = await labour.ApplyAsync(Flow, "worker");

        await labour.WalkAsync(number, "station:register");

        Assert.Equal(labour.Today.AddDays(60), Assert.Single(await labour.PapersAsync("ZD")).ValidTo);
    }

    // The flow starts on 2026-03-02 at 09:00, a Monday: a rest day moves nothing.
    [Theory]
    [InlineData("2026-03-01T09:00:00+08:00", false)]
    [InlineData("2026-03-01T08:59:00+08:00", true)]
    [InlineData("2026-02-27T20:00:00+08:00", true)]
    public async Task Apply_LaterThanADay_IsTakenAndRecordedAsLate(string checkIn, bool isLate)
    {
        var values = labour.Values(Flow);
        values["checkIn"] = checkIn;

        var number = await labour.ApplyAsync(Flow, "employer", values);

        var file = await labour.ShowAsync(number, "employer");
        Assert.Equal(isLate, file.History.Any(entry => entry.Action == "warned"));
    }

    [Fact]
    public async Task Apply_ByAHost_NamesTheGuestByThePassThatIsShown()
    {
        var values = labour.Values(Flow);
        values["worker"] = "GTH-TEST-1";
        var number = await labour.ApplyAsync(Flow, "employer2", values);
        await labour.WalkAsync(number, "station:return");

        // The form holds the id by then.
        await labour.CorrectAsync(number, Flow, "employer2", await NamingAsync("id"));
        await labour.WalkAsync(number, "station:register");
        var next = await labour.ApplyAsync(Flow, "employer2", await NamingAsync("id"));

        Assert.Equal(CaseStatus.Submitted, (await labour.ShowAsync(next, "employer2")).Status);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("id")]
    [InlineData("nobody")]
    public async Task Apply_ByAHostWithoutThePass_LearnsNothing(string how)
    {
        var values = await NamingAsync(how);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer2", values));

        Assert.Equal("WorkerOfFormUnknown", refusal.Errors["worker"].Single().Key);
    }

    private async Task<JsonObject> NamingAsync(string how)
    {
        var values = labour.Values(Flow);
        values["worker"] = how switch
        {
            "id" => (await labour.Inner.Host.ReadAsync<AppDbContext, Guid>(db => db.Workers
                .Where(row => row.PersonalNumber == LabourFlow.Worker).Select(row => row.Id)
                .SingleAsync(TestContext.Current.CancellationToken))).ToString(),
            "number" => LabourFlow.Worker,
            _ => "022195009999",
        };
        return values;
    }

    [Fact]
    public async Task Apply_BeyondTheStayPermit_IsRefused()
    {
        await labour.GiveAsync("TL", days: 30);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer"));

        Assert.Equal("Fact.PaperEndsEarlier", refusal.Errors["until"][0].Key);
    }
}
