using ApprovalFlows.Workflows.Activities.Scheduling;
using ApprovalFlows.Workflows.Storage;
using static ApprovalFlows.Workflows.Tests.Flow;

namespace ApprovalFlows.Workflows.Tests.Activities;

public sealed class SchedulingTests
{
    [Fact]
    public async Task Delay_BeforeItsTime_StaysSuspended()
    {
        var flow = await RunAsync(Sequence(
            Activity("d", "Elsa.Delay", Literal("timeSpan", "01:00:00")), Line("w", "after")));

        await flow.Host.AdvanceAsync(TimeSpan.FromMinutes(59));

        Assert.Empty(flow.Lines);
        Assert.Equal(
            flow.Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(1),
            Assert.Single(await flow.BookmarksAsync()).DueAt);
    }

    [Fact]
    public async Task Delay_AtItsTime_GoesOnOnce()
    {
        var flow = await RunAsync(Sequence(
            Activity("d", "Elsa.Delay", Literal("timeSpan", "01:00:00")), Line("w", "after")));

        await flow.Host.AdvanceAsync(TimeSpan.FromHours(1));
        await flow.Host.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(["after"], flow.Lines);
    }

    [Fact]
    public async Task Timer_AsTrigger_StartsAfterEachInterval()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity(
                "t", "Elsa.Timer", "\"customProperties\":{\"canStartWorkflow\":true}", Literal("interval", "00:10:00")),
            Line("w", "tick")));

        await flow.Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        await flow.Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        await flow.Host.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(["tick", "tick"], flow.Lines);
    }

    [Fact]
    public async Task Timer_AsTrigger_StartsForEveryIntervalThatPassed()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity(
                "t", "Elsa.Timer", "\"customProperties\":{\"canStartWorkflow\":true}", Literal("interval", "00:00:01")),
            Line("w", "tick")));

        await flow.Host.AdvanceAsync(TimeSpan.FromSeconds(3.5));

        Assert.Equal(["tick", "tick", "tick"], flow.Lines);
    }

    [Fact]
    public async Task StartAt_AsTrigger_FiresOnce()
    {
        var flow = new Flow();
        await flow.ImportAsync(Sequence(
            Activity(
                "t",
                "Elsa.StartAt",
                "\"customProperties\":{\"canStartWorkflow\":true}",
                Literal("dateTime", "2026-01-05T09:00:00Z")),
            Line("w", "now")));

        await flow.Host.AdvanceAsync(TimeSpan.FromHours(2));
        await flow.Host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(["now"], flow.Lines);
    }

    [Theory]
    [InlineData("0 0 3 * * ?", "2026-01-05T08:00:00Z", "2026-01-06T03:00:00Z")]
    [InlineData("*/15 * * * * *", "2026-01-05T08:00:00Z", "2026-01-05T08:00:15Z")]
    [InlineData("0 30 8-17 * * MON-FRI", "2026-01-09T17:45:00Z", "2026-01-12T08:30:00Z")]
    [InlineData("0 0 0 L * ?", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z")]
    [InlineData("0 0 12 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T12:00:00Z")]
    [InlineData("5 8 * * *", "2026-01-05T08:05:00Z", "2026-01-06T08:05:00Z")]
    [InlineData("0 0 9 ? * 7", "2026-01-05T00:00:00Z", "2026-01-11T09:00:00Z")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59Z", "2027-12-31T23:59:59Z")]
    public void CronSchedule_Next_IsTheFirstInstantAfter(string text, string after, string next)
    {
        var schedule = CronSchedule.Parse(text);

        Assert.Equal(
            DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            schedule.Next(DateTimeOffset.Parse(after, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("a * * * * *")]
    [InlineData("0 0 0 32 1 *")]
    [InlineData("*/0 * * * * *")]
    public void CronSchedule_Nonsense_DoesNotParse(string text) =>
        Assert.False(CronSchedule.TryParse(text, out _));

    [Fact]
    public void CronSchedule_DayThatNeverComes_HasNoNext() =>
        Assert.Null(CronSchedule.Parse("0 0 0 31 2 *").Next(DateTimeOffset.UnixEpoch));

    [Fact]
    public async Task DueWork_ClaimedByOneNode_IsNotGivenToAnother()
    {
        var flow = await RunAsync(Activity("d", "Elsa.Delay", Literal("timeSpan", "00:00:01")));
        flow.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var now = flow.Host.Clock.GetUtcNow();
        var stop = TestContext.Current.CancellationToken;
        var first = new InMemoryWorkflowStore(flow.Host.Database);
        var second = new InMemoryWorkflowStore(flow.Host.Database);

        var claimed = await first.ClaimDueBookmarksAsync(now, now.AddMinutes(1), 10, stop);
        var again = await second.ClaimDueBookmarksAsync(now, now.AddMinutes(1), 10, stop);
        var late = await second.ClaimDueBookmarksAsync(now.AddMinutes(2), now.AddMinutes(3), 10, stop);

        Assert.Single(claimed);
        Assert.Empty(again);
        Assert.Single(late);
        Assert.Equal(WorkflowSubStatus.Suspended, flow.Last!.SubStatus);
    }
}
