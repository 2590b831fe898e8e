using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Watchers;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Jobs;

public sealed class JobDeskTests : IAsyncLifetime
{
    private static readonly JobPlan s_plan = JobPlan.Of(WatcherList.Stay);
    private static readonly Actor s_admin = new(
        Guid.CreateVersion7(), "admin", "管理员", new HashSet<string> { Roles.Admin }, [], null);

    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(
        CoreHost.ConfiguredKind, At("2026-03-02 00:30 +08:00"));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Claim_WhileAnotherNodeHasIt_IsRefusedUntilItsLeaseRunsOut()
    {
        var first = await ClaimAsync();
        var second = await ClaimAsync();
        host.Clock.Advance(JobState.Lease + TimeSpan.FromSeconds(1));
        var third = await ClaimAsync();

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.NotNull(third);
        Assert.False(await host.Work.RunAsync<JobDesk, bool>(
            null, desk => desk.KeepAsync(first, Cancellation), Cancellation));
    }

    [Fact]
    public async Task Claim_AfterDaysOfRest_SaysHowManyRunsItMakesUpFor()
    {
        await FinishAsync((await ClaimAsync())!);
        var again = await ClaimAsync();
        host.Clock.MoveTo(At("2026-03-02 01:00 +08:00"));
        var atOne = await ClaimAsync();
        await FinishAsync(atOne!);
        host.Clock.MoveTo(At("2026-03-06 14:00 +08:00"));

        var late = await ClaimAsync();

        Assert.Null(again);
        Assert.Equal(0, atOne!.CaughtUp);
        Assert.Equal(3, late!.CaughtUp);
    }

    [Fact]
    public async Task Pause_WithAReason_HoldsOnEveryNodeUntilItIsResumed()
    {
        await BoardAsync(board => board.PauseAsync(s_plan.Name, "核对数据", Cancellation));
        var paused = await ClaimAsync();
        var refused = await Assert.ThrowsAsync<RuleViolation>(
            () => BoardAsync(board => board.AskAsync(s_plan.Name, Cancellation)));
        await BoardAsync(board => board.ResumeAsync(s_plan.Name, Cancellation));
        await FinishAsync((await ClaimAsync())!);
        await BoardAsync(board => board.AskAsync(s_plan.Name, Cancellation));

        var asked = await ClaimAsync();

        Assert.Null(paused);
        Assert.Equal("JobPaused", refused.Sentence.Key);
        Assert.Equal("管理员", asked!.AskedBy);
    }

    [Fact]
    public async Task Run_ThatFails_IsNotedAndNotCounted()
    {
        var claim = (await ClaimAsync())!;
        await host.Work.RunAsync<JobDesk>(
            null, desk => desk.FinishAsync(claim, new WatchTally(), false, "no space", Cancellation),
            Cancellation);

        var history = await host.ReadAsync<JobBoard, Paged<PastRun>>(board =>
            board.HistoryAsync(s_plan.Name, 1, 20, Cancellation));
        var state = await host.ReadAsync<AppDbContext, JobState>(db => db.JobStates.SingleAsync(Cancellation));

        Assert.Equal("no space", Assert.Single(history.Items).Failure);
        Assert.Null(state.DoneThrough);
        Assert.Null(await ClaimAsync());
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private Task<JobClaim?> ClaimAsync() => host.Work.RunAsync<JobDesk, JobClaim?>(
        null, desk => desk.ClaimAsync(s_plan, isForced: false, askedBy: null, Cancellation), Cancellation);

    private Task FinishAsync(JobClaim claim) => host.Work.RunAsync<JobDesk>(
        null, desk => desk.FinishAsync(claim, new WatchTally(), isComplete: true, null, Cancellation), Cancellation);

    private Task BoardAsync(Func<JobBoard, Task> act) => host.Work.RunAsync(s_admin, act, Cancellation);
}
