using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Core.Tests.Jobs;

/// <summary>The jobs that need no claim: they stop for a pause, and stand in the history.</summary>
public sealed class JobRunnerTests : IAsyncLifetime
{
    private static readonly Actor s_admin = new(
        Guid.CreateVersion7(), "admin", "管理员", new HashSet<string> { Roles.Admin }, [], null);

    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync();
        await flow.PassToTheEndAsync(await flow.SubmitAsync());
    }

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Tick_WhilePaused_DoesNothingAlsoAfterARestart()
    {
        await BoardAsync(board => board.PauseAsync(LetterJob.Name, "核对名单", Cancellation));
        await using (var restarted = flow.Host.Twin())
            await restarted.GetRequiredService<JobRunner>().TickAsync(LetterJob.Name, Cancellation);
        var paused = await HistoryAsync(LetterJob.Name);
        await BoardAsync(board => board.ResumeAsync(LetterJob.Name, Cancellation));

        await Runner.TickAsync(LetterJob.Name, Cancellation);

        Assert.Equal(("pause", "核对名单"), Assert.Single(paused).ActOf());
        Assert.Equal("管理员", paused[0].AskedBy);
        var runs = await HistoryAsync(LetterJob.Name);
        Assert.Equal(["pause", "resume", null], runs.Select(run => run.ActOf().Name));
        Assert.Equal(1, runs[2].Numbers()["letters"]);
        Assert.Equal(runs[2].Id, (await ViewAsync(LetterJob.Name)).Last!.Id);
    }

    [Fact]
    public async Task Tick_WithNothingToDo_IsSeenAndStandsInNoHistory()
    {
        await Runner.TickAsync(HandoverJob.Name, Cancellation);

        Assert.Empty(await HistoryAsync(HandoverJob.Name));
        Assert.Equal(flow.Clock.GetUtcNow(), (await ViewAsync(HandoverJob.Name)).LastSeen);
    }

    [Fact]
    public async Task Tick_OfASecond_StandsInTheHistoryMinuteByMinute()
    {
        await Runner.TickAsync(DueWorkJob.Name, Cancellation);
        foreach (var number in new[] { await flow.SubmitAsync(), await flow.SubmitAsync() })
        {
            flow.Clock.Advance(TimeSpan.FromDays(10));
            await Runner.TickAsync(DueWorkJob.Name, Cancellation);
            Assert.True((await flow.ShowAsync(number)).IsDeemedAccepted);
        }

        var run = Assert.Single(await HistoryAsync(DueWorkJob.Name));
        Assert.Equal((2, 2), (run.Numbers()["considered"], run.Numbers()["resumed"]));
    }

    [Fact]
    public async Task RunAsked_ByTheAdministrator_RunsOnceInThatName()
    {
        await BoardAsync(board => board.AskAsync(AnchorJob.Name, Cancellation));

        await Runner.RunAskedAsync(Cancellation);
        await Runner.RunAskedAsync(Cancellation);

        var run = Assert.Single(await HistoryAsync(AnchorJob.Name));
        Assert.Equal(("管理员", 1), (run.AskedBy, run.Numbers()["anchors"]));
    }

    [Fact]
    public async Task Pause_OfAJobThatCasesDependOn_IsRefused()
    {
        foreach (var plan in JobPlan.All.Where(plan => !plan.MayPause))
        {
            var refusal = await Assert.ThrowsAsync<RuleViolation>(
                () => BoardAsync(board => board.PauseAsync(plan.Name, "测试", Cancellation)));

            Assert.Equal("JobRunsAlways", refusal.Sentence.Key);
        }
    }

    [Fact]
    public async Task Run_OfEveryJobOnTheList_Answers()
    {
        foreach (var plan in JobPlan.All)
            Assert.NotNull(await Runner.RunAsync(plan.Name, Cancellation));
    }

    private JobRunner Runner => flow.Host.Get<JobRunner>();

    private Task BoardAsync(Func<JobBoard, Task> act) => flow.Host.Work.RunAsync(s_admin, act, Cancellation);

    private async Task<JobView> ViewAsync(string name) =>
        (await flow.Host.ReadAsync<JobBoard, IReadOnlyList<JobView>>(board => board.ListAsync(Cancellation)))
        .Single(view => view.Plan.Name == name);

    private async Task<List<PastRun>> HistoryAsync(string name) =>
        [.. (await flow.Host.ReadAsync<JobBoard, Paged<PastRun>>(
            board => board.HistoryAsync(name, 1, 20, Cancellation))).Items.OrderBy(run => run.Id)];
}
