using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Sanctions;

public sealed class RectificationTests : IAsyncLifetime
{
    private SanctionFlow flow = null!;

    public async ValueTask InitializeAsync() => flow = await SanctionFlow.StartAsync();

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Theory]
    [InlineData("hr-supervisor:done", "rectified")]
    [InlineData("hr-supervisor:failed", "failed")]
    public async Task Verify_OfProof_ClosesTheCaseWithWhatWasFound(string decision, string outcome)
    {
        var number = await flow.OrderAsync();

        await flow.AnswerAsync(number);
        await flow.WalkAsync(number, decision);

        Assert.Equal(CaseStatus.Closed, (await flow.ShowAsync(number)).Status);
        Assert.Equal(outcome, (await flow.ProceedingAsync(number)).Outcome);
        Assert.Contains($"proceeding.{outcome}", await flow.ActionsAsync(number));
    }

    [Fact]
    public async Task Order_WithoutADay_IsDueAfterFifteenWorkingDaysAndToldAtOnce()
    {
        var number = await flow.OrderAsync();

        var order = await flow.ProceedingAsync(number);
        var told = await flow.Host.ReadAsync<AppDbContext, int>(db => db.Messages.CountAsync(
            message => message.Address == $"/sanctions/{number}", TestContext.Current.CancellationToken));
        Assert.Equal(new DateOnly(2026, 3, 23), order.DueOn);
        Assert.Equal("防人社改〔2026〕1号", order.OrderNumber);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Silence_UntilTheDayHasPassed_GivesATaskThatSaysSo()
    {
        var number = await flow.OrderAsync("2026-03-06");

        flow.Inner.MoveTo("2026-03-06 23:59");
        await flow.Inner.RunDueWorkAsync();
        var before = await flow.ActionsAsync(number);
        flow.Inner.MoveTo("2026-03-07 00:01");
        await flow.Inner.RunDueWorkAsync();

        Assert.DoesNotContain("rectificationOverdue", before);
        Assert.Contains("rectificationOverdue", await flow.ActionsAsync(number));
        Assert.Equal("overdue", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Proof_ThatComesLate_IsKeptForWhoeverVerifies()
    {
        var number = await flow.OrderAsync("2026-03-06");
        flow.Inner.MoveTo("2026-03-07 09:00");
        await flow.Inner.RunDueWorkAsync();

        await flow.AnswerAsync(number, "迟交的证明");
        await flow.WalkAsync(number, "hr-supervisor:done");

        Assert.Equal("迟交的证明", (await flow.ProceedingAsync(number)).Answer);
        Assert.Equal(CaseStatus.Closed, (await flow.ShowAsync(number)).Status);
    }

    [Theory]
    [InlineData("extend", "2026-03-20")]
    [InlineData("deny", "2026-03-06")]
    public async Task AskExtension_Settled_MovesTheDayOrNot(string decision, string due)
    {
        var number = await flow.OrderAsync("2026-03-06");

        await flow.AskExtensionAsync(number, "2026-03-20");
        await flow.WalkAsync(number, $"hr-supervisor:{decision}");
        var again = await Assert.ThrowsAsync<RuleViolation>(() => flow.AskExtensionAsync(number, "2026-03-19"));
        await flow.AnswerAsync(number);

        Assert.Equal(
            ChinaTime.DateOf(EmployerFlow.At($"{due} 09:00")), (await flow.ProceedingAsync(number)).DueOn);
        Assert.Contains(again.Sentence.Key, new[] { "RectificationExtensionOnce", "InputInvalid" });
        Assert.Equal("verify", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Theory]
    [InlineData("2026-03-06")]
    [InlineData("2026-03-21")]
    public async Task AskExtension_OutsideTheRange_IsRefusedWithTheExplainedDay(string until)
    {
        var number = await flow.OrderAsync("2026-03-06");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.AskExtensionAsync(number, until));

        Assert.Equal("RectificationExtensionRange", refusal.Errors["until"][0].Key);
        Assert.True(refusal.Errors["until"].Count > 2);
    }

    [Fact]
    public async Task Proof_WhileTheExtensionIsDecided_IsReadAfterwards()
    {
        var number = await flow.OrderAsync("2026-03-06");
        await flow.AskExtensionAsync(number, "2026-03-20");

        await flow.AnswerAsync(number);
        await flow.WalkAsync(number, "hr-supervisor:deny");

        Assert.Equal("verify", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Verify_ThatExtends_WaitsForProofAnewAndOnlyOnce()
    {
        var number = await flow.OrderAsync("2026-03-06");
        await flow.AnswerAsync(number);

        await flow.WalkAsync(number, "hr-supervisor:extend");
        await flow.AnswerAsync(number, "第二次证明");
        var twice = await Assert.ThrowsAsync<RuleViolation>(() => flow.WalkAsync(number, "hr-supervisor:extend"));

        Assert.Equal("RectificationExtensionOnce", twice.Sentence.Key);
        Assert.Equal(new DateOnly(2026, 3, 16), (await flow.ProceedingAsync(number)).DueOn);
    }

    [Theory]
    [InlineData("employer")]
    [InlineData("window")]
    [InlineData("zone")]
    public async Task Order_ByAnybodyElse_IsRefused(string user)
    {
        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.OrderAsync(user: user));

        Assert.Equal("OnlyTheOfficeOpens", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Firm_OfAnotherCase_NeitherSeesNorAnswersNorWithdraws()
    {
        var number = await flow.OrderAsync();

        var foreign = await Assert.ThrowsAsync<RuleViolation>(() => flow.AnswerAsync(number, user: "employer2"));
        var withdrawn = await Assert.ThrowsAsync<RuleViolation>(() => flow.Inner.WithdrawAsync(number));
        var ordered = await Assert.ThrowsAsync<RuleViolation>(() => flow.AnswerAsync(number, user: "hr"));

        Assert.Equal("CaseUnknown", foreign.Sentence.Key);
        Assert.Equal("ProceedingOfTheOffice", withdrawn.Sentence.Key);
        Assert.Equal("OnlyTheFirmAnswers", ordered.Sentence.Key);
    }

    [Fact]
    public async Task Verify_ByWhoeverOrdered_IsRefused()
    {
        var number = await flow.OrderAsync();
        await flow.AnswerAsync(number);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.WalkAsync(number, "hr:done"));

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
    }
}
