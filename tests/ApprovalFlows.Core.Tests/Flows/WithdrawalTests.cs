using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class WithdrawalTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync();

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Theory]
    [InlineData("window", false)]
    [InlineData("window", true)]
    [InlineData("initial-review", false)]
    [InlineData("initial-review", true)]
    [InlineData("re-check", false)]
    [InlineData("re-check", true)]
    [InlineData("approval", false)]
    [InlineData("approval", true)]
    public async Task Withdraw_BeforeTheDecision_EndsTheCase(string step, bool underCorrection)
    {
        var number = await flow.SubmitAndPassToAsync("R2", step);
        if (underCorrection) await flow.DecideAsync(number, Steps.UserOf(step), "return");

        await flow.WithdrawAsync(number, "计划有变");

        var file = await flow.ShowAsync(number);
        Assert.Equal((CaseStatus.Withdrawn, "计划有变"), (file.Status, file.ClosingReason));
        Assert.Equal("withdrawn", file.History[^1].Action);
        Assert.Null(file.Remedy);
        Assert.DoesNotContain(await flow.TasksAsync(number), task => task.Status == ReviewTaskStatus.Open);
        flow.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(0, (await flow.RunDueWorkAsync()).Considered);
    }

    [Fact]
    public async Task Withdraw_AfterApproval_IsRefused()
    {
        var number = await flow.SubmitAndPassToAsync("R2", "issuance");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.WithdrawAsync(number));

        Assert.Equal("WithdrawAfterDecision", refusal.Sentence.Key);
        Assert.Equal(CaseStatus.Approved, await flow.StatusAsync(number));
        Assert.Equal("issuance", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Theory]
    [InlineData("issued")]
    [InlineData("refused")]
    [InlineData("withdrawn")]
    public async Task Withdraw_AfterTheEnd_IsRefused(string end)
    {
        var number = await flow.SubmitAsync();
        if (end == "issued") await flow.PassToTheEndAsync(number);
        else if (end == "refused") await flow.DecideAsync(number, "window", "notAccept");
        else await flow.WithdrawAsync(number);
        var before = await flow.ShowAsync(number);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.WithdrawAsync(number));

        Assert.Equal((RuleKind.Conflict, "CaseClosed"), (refusal.Kind, refusal.Sentence.Key));
        Assert.Equal(before.Revision, (await flow.ShowAsync(number)).Revision);
    }

    [Theory]
    [InlineData("employer2", "理由", RuleKind.NotFound)]
    [InlineData("window", "理由", RuleKind.Forbidden)]
    [InlineData("auditor", "理由", RuleKind.Forbidden)]
    [InlineData("employer", null, RuleKind.Invalid)]
    [InlineData("employer", "  ", RuleKind.Invalid)]
    public async Task Withdraw_ByAnotherOrWithoutReason_IsRefused(string user, string? reason, RuleKind kind)
    {
        var number = await flow.SubmitAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.WithdrawAsync(number, reason, user));

        Assert.Equal(kind, refusal.Kind);
        Assert.Equal(CaseStatus.Submitted, await flow.StatusAsync(number));
    }

    [Fact]
    public async Task Decide_AfterAWithdrawal_IsRefused()
    {
        var number = await flow.SubmitAsync();
        var task = await flow.OpenTaskAsync(number);
        await flow.WithdrawAsync(number);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(async () =>
            await flow.Host.Work.RunAsync<DecisionService, Case>(
                await flow.ActorAsync("window"),
                service => service.DecideAsync(
                    task.Id, new DecisionRequest("accept", null, task.Revision, [])),
                TestContext.Current.CancellationToken));

        Assert.Equal("TaskClosed", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Withdraw_WhileAnOfficeDecides_LetsOneWin()
    {
        for (var round = 0; round < 10; round++)
        {
            var number = await flow.SubmitAsync();
            var task = await flow.OpenTaskAsync(number);

            var outcomes = await Task.WhenAll(
                TryAsync(() => flow.WithdrawAsync(number)),
                TryAsync(() => flow.DecideAsync(task, "window", "notAccept")));

            Assert.Single(outcomes, succeeded => succeeded);
            var file = await flow.ShowAsync(number);
            Assert.Equal(outcomes[0] ? CaseStatus.Withdrawn : CaseStatus.NotAccepted, file.Status);
            Assert.Equal(2, file.History.Count);
        }
    }

    private static Task<bool> TryAsync(Func<Task> act) => Task.Run(async () =>
    {
        try
        {
            await act();
            return true;
        }
        catch (RuleViolation)
        {
            return false;
        }
    });
}
