using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>行政许可法 §32(4): who hears nothing for five working days is accepted, as of receipt.</summary>
public sealed class DeemedAcceptanceTests : IAsyncLifetime
{
    private const string LastSecond = "2026-04-21 23:59:59";
    private const string NextDay = "2026-04-22 00:00";
    private EmployerFlow flow = null!;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync("2026-04-10 09:30");

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task DueWork_WithinTheLimit_AcceptsNothing()
    {
        var number = await flow.SubmitAsync();
        flow.MoveTo(LastSecond);

        var report = await flow.RunDueWorkAsync();

        Assert.Equal(0, report.Considered);
        Assert.Equal(CaseStatus.Submitted, await flow.StatusAsync(number));
    }

    [Theory]
    [InlineData(NextDay)]
    [InlineData("2026-04-29 11:00")]
    [InlineData("2026-06-30 11:00")]
    public async Task DueWork_AfterTheLimit_AcceptsAsOfReceiptHoweverLateItRuns(string runsAt)
    {
        var number = await flow.SubmitAsync("R1");
        flow.MoveTo(runsAt);

        var report = await flow.RunDueWorkAsync();

        var file = await flow.ShowAsync(number);
        Assert.Equal((1, 0), (report.Resumed, report.Failed));
        Assert.Equal(CaseStatus.InReview, file.Status);
        Assert.True(file.IsDeemedAccepted);
        Assert.Equal(EmployerFlow.At("2026-04-10 09:30"), file.AcceptedAt);
        var next = await flow.OpenTaskAsync(number);
        Assert.Equal("re-check", next.StepId);
        Assert.Equal(EmployerFlow.At("2026-05-14 23:59:59"), next.DueAt);
    }

    [Fact]
    public async Task DueWork_AfterTheLimit_IsRecordedAsTheLawsDecision()
    {
        var number = await flow.SubmitAsync();
        flow.MoveTo(NextDay);
        await flow.RunDueWorkAsync();

        var file = await flow.ShowAsync(number);
        var window = file.Steps[0];
        Assert.Equal(("done", "accept", true, "系统"),
            (window.Status, window.Outcome, window.IsDeemed, window.Actor));
        Assert.Equal("deemedAccepted", file.History[^1].Action);
        Assert.Contains("§32", file.History[^1].Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DueWork_RunTwice_AcceptsOnce()
    {
        var number = await flow.SubmitAsync();
        flow.MoveTo(NextDay);
        await flow.RunDueWorkAsync();

        var again = await flow.RunDueWorkAsync();

        Assert.Equal(0, again.Considered);
        Assert.Single((await flow.ShowAsync(number)).History, entry => entry.Action == "deemedAccepted");
    }

    [Fact]
    public async Task DueWork_OnTwoNodesAtOnce_AcceptsEachCaseOnce()
    {
        var numbers = new List<string>();
        for (var index = 0; index < 6; index++) numbers.Add(await flow.SubmitAsync());
        flow.MoveTo(NextDay);

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => flow.RunDueWorkAsync())));

        Assert.Equal((6, 0), (reports.Sum(report => report.Resumed), reports.Sum(report => report.Failed)));
        foreach (var number in numbers)
        {
            var file = await flow.ShowAsync(number);
            Assert.Equal(CaseStatus.InReview, file.Status);
            Assert.Single(file.History, entry => entry.Action == "deemedAccepted");
        }
    }

    [Theory]
    [InlineData("accept", CaseStatus.InReview)]
    [InlineData("notAccept", CaseStatus.NotAccepted)]
    [InlineData("return", CaseStatus.CorrectionRequested)]
    public async Task DueWork_AfterTheWindowAnsweredInTime_DoesNothing(string outcome, CaseStatus status)
    {
        var number = await flow.SubmitAsync();
        flow.MoveTo("2026-04-21 18:00");
        await flow.DecideAsync(number, "window", outcome);
        flow.MoveTo("2026-04-30 09:00");

        var report = await flow.RunDueWorkAsync();

        Assert.Equal(0, report.Considered);
        var file = await flow.ShowAsync(number);
        Assert.Equal((status, false), (file.Status, file.IsDeemedAccepted));
    }

    [Fact]
    public async Task DueWork_AfterAWithdrawal_DoesNothing()
    {
        var number = await flow.SubmitAsync();
        await flow.WithdrawAsync(number);
        flow.MoveTo(NextDay);

        var report = await flow.RunDueWorkAsync();

        Assert.Equal(0, report.Considered);
        Assert.Equal(CaseStatus.Withdrawn, await flow.StatusAsync(number));
    }

    [Fact]
    public async Task Correction_BeforeAcceptance_StartsTheTimeAnewFromResubmission()
    {
        var number = await flow.SubmitAsync("R1");
        flow.MoveTo("2026-04-13 09:00");
        await flow.DecideAsync(number, "window", "return");
        flow.MoveTo("2026-04-24 15:00");
        await flow.CorrectAsync(number, flow.Values("jiangping"));

        Assert.Equal(EmployerFlow.At("2026-05-06 23:59:59"), (await flow.OpenTaskAsync(number)).DueAt);

        flow.MoveTo("2026-05-06 23:59:59");
        Assert.Equal(0, (await flow.RunDueWorkAsync()).Considered);
        flow.MoveTo("2026-05-07 00:00");
        await flow.RunDueWorkAsync();

        var file = await flow.ShowAsync(number);
        Assert.True(file.IsDeemedAccepted);
        Assert.Equal(EmployerFlow.At("2026-04-24 15:00"), file.AcceptedAt);
    }

    [Fact]
    public async Task Window_AnswersAfterTheLimitBeforeTheJobRan_MeetsTheLawsDecision()
    {
        var number = await flow.SubmitAsync("R1");
        flow.MoveTo("2026-04-22 09:00");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.DecideAsync(number, "window", "return"));

        Assert.Equal(RuleKind.Conflict, refusal.Kind);
        await flow.RunDueWorkAsync();
        var file = await flow.ShowAsync(number);
        Assert.Equal((CaseStatus.InReview, true), (file.Status, file.IsDeemedAccepted));
        Assert.Equal(ReviewTaskStatus.Decided, (await flow.TasksAsync(number))[0].Status);
    }
}
