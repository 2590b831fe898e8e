using ApprovalFlows.Core.Bookings;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.HealthChecks;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class HealthCheckTests : IAsyncLifetime
{
    private const string Flow = "health-check";
    private LabourFlow labour = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => labour = await LabourFlow.StartAsync();

    public ValueTask DisposeAsync() => labour.DisposeAsync();

    [Theory]
    [InlineData("customs:mismatch", CaseStatus.CorrectionRequested)]
    [InlineData("customs:refuses", CaseStatus.NotAccepted)]
    [InlineData("customs:identified", CaseStatus.InReview)]
    [InlineData("customs:identified physician:retest", CaseStatus.CorrectionRequested)]
    [InlineData("customs:identified physician:unfit", CaseStatus.Refused)]
    [InlineData("customs:identified physician:infectious", CaseStatus.Refused)]
    [InlineData("customs:identified physician:fit customs:refuse", CaseStatus.Refused)]
    [InlineData("customs:identified physician:fit customs:issue", CaseStatus.Issued)]
    public async Task Decisions_OfEveryOutcome_LeadThere(string decisions, CaseStatus status)
    {
        var number = await labour.ApplyAsync(Flow, "employer");

        await labour.WalkAsync(number, decisions);

        Assert.Equal(status, (await labour.ShowAsync(number, "employer")).Status);
        Assert.Equal(
            decisions.Contains("infectious", StringComparison.Ordinal) ? 2 : 0,
            await CountAlertsAsync());
    }

    [Fact]
    public async Task Issue_OfAFitWorker_IsGoodForSixMonthsAndSaysNoMore()
    {
        var number = await labour.ApplyAsync(Flow, "worker");

        await labour.WalkAsync(number, "customs:identified physician:fit customs:issue");

        var paper = Assert.Single(await labour.PapersAsync("JK"));
        Assert.Equal(labour.Today.AddMonths(6).AddDays(-1), paper.ValidTo);
        Assert.Equal("""{"conclusion":"fit"}""", paper.Contents);
    }

    [Fact]
    public async Task Declaration_IsSensitive_OnlyApplicantAndCustomsReadIt()
    {
        var number = await labour.ApplyAsync(Flow, "employer");
        await labour.WalkAsync(number, "customs:identified");

        Assert.True((await labour.ShowAsync(number, "employer")).Values.TryGetProperty("medicines", out _));
        Assert.True((await labour.ShowAsync(number, "customs")).Values.TryGetProperty("medicines", out _));
        Assert.False((await labour.ShowAsync(number, "zone")).Values.TryGetProperty("medicines", out _));
        Assert.False((await labour.ShowAsync(number, "auditor")).Values.TryGetProperty("hasFever", out _));
    }

    [Fact]
    public async Task Items_OfTheExamination_AreReadByCustomsOnly()
    {
        var number = await labour.ApplyAsync(Flow, "employer");
        await labour.WalkAsync(number, "customs:identified");
        HealthItem[] items = [new("HBsAg", "阴性", null, null, false)];

        await labour.Inner.Host.Work.RunAsync<HealthResultService>(
            await labour.Inner.ActorAsync("physician"), service => service.RecordAsync(number, items, Cancellation),
            Cancellation);

        Assert.Equal(items, await ReadAsync("customs", number));
        foreach (var other in new[] { "employer", "hr", "window", "zone", "police", "auditor" })
            await Assert.ThrowsAsync<RuleViolation>(() => ReadAsync(other, number));
    }

    [Fact]
    public async Task Slot_WhenItIsFull_IsRefusedAndFreeAgainAfterAWithdrawal()
    {
        var numbers = new List<string>();
        for (var taken = 0; taken < BookingService.Capacity; taken++)
            numbers.Add(await labour.ApplyAsync(Flow, "employer"));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer"));
        await labour.Inner.WithdrawAsync(numbers[0]);
        await labour.ApplyAsync(Flow, "employer");

        Assert.Equal("SlotFull", refusal.Errors["slot"][0].Key);
    }

    [Theory]
    [InlineData("2026-03-01T09:30:00+08:00", "SlotPassed")]
    [InlineData("2026-03-03T09:40:00+08:00", "SlotUnknown")]
    public async Task Slot_ThatIsNone_IsRefused(string slot, string key)
    {
        var values = labour.Values(Flow);
        values["slot"] = slot;

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => labour.ApplyAsync(Flow, "employer", values));

        Assert.Equal(key, refusal.Errors["slot"][0].Key);
    }

    [Fact]
    public async Task Retest_AtAnotherTime_LeadsBackToTheCheckIn()
    {
        var number = await labour.ApplyAsync(Flow, "employer");
        await labour.WalkAsync(number, "customs:identified physician:retest");
        var values = labour.Values(Flow);
        values["slot"] = $"{ApplicationValues.Iso(labour.Today.AddDays(8))}T10:00:00+08:00";

        await labour.CorrectAsync(number, Flow, "employer", values);
        await labour.WalkAsync(number, "physician:fit customs:issue");

        Assert.Equal(CaseStatus.Issued, (await labour.ShowAsync(number, "employer")).Status);
    }

    private Task<int> CountAlertsAsync() => labour.Inner.Host.ReadAsync<AppDbContext, int>(
        db => db.Messages.CountAsync(message => message.Kind == MessageKind.Alert, Cancellation));

    private async Task<IReadOnlyList<HealthItem>> ReadAsync(string user, string number)
    {
        var actor = await labour.Inner.ActorAsync(user);
        await using var scope = labour.Inner.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<HealthResultService>().ReadAsync(number, Cancellation);
    }
}
