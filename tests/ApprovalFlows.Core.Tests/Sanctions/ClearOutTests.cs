using System.Text.Json.Nodes;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;
using ApprovalFlows.Core.Tests.Flows;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Sanctions;

public sealed class ClearOutTests : IAsyncLifetime
{
    private SanctionFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await SanctionFlow.StartAsync();

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Theory]
    [InlineData("clearOut", CaseStatus.Approved, null)]
    [InlineData("cancelQualification", CaseStatus.Approved, null)]
    [InlineData("notProven", CaseStatus.Closed, "notProven")]
    public async Task Decide_OfEveryOutcome_LeadsThere(string decision, CaseStatus status, string? outcome)
    {
        var number = await flow.ClearOutAsync(decision);

        Assert.Equal(status, (await flow.ShowAsync(number)).Status);
        Assert.Equal(outcome, (await flow.ProceedingAsync(number)).Outcome);
        Assert.Equal(outcome is null ? decision : null, (await flow.SanctionAsync(number))?.Measure);
    }

    [Fact]
    public async Task Decide_ToRectifyInstead_StaysOpenUntilTheOrderIsMade()
    {
        var number = await flow.ClearOutAsync("rectify");
        var task = await flow.OpenTaskAsync(number);
        var owed = await ViewAsync(number);

        var early = await Assert.ThrowsAsync<RuleViolation>(() => flow.WalkAsync(number, "hr-supervisor:ordered"));
        var facts = await FactsAsync("hr", number);
        var order = await flow.OrderAsync(source: number);
        var made = await ViewAsync(number);
        await flow.WalkAsync(number, "hr-supervisor:ordered");

        Assert.Equal(("instead", "hr-bureau", 3), (task.StepId, task.DepartmentCode, task.WorkingDays));
        Assert.Equal("OrderNotMade", early.Sentence.Key);
        Assert.Equal(("引发重大劳务纠纷", null), (facts, await FactsAsync("employer2", number)));
        Assert.Equal((true, true, null), (owed.OwesOrder, owed.MayOrder, owed.OrderInstead));
        Assert.Equal((false, false, order), (made.OwesOrder, made.MayOrder, made.OrderInstead));
        Assert.Equal(CaseStatus.Closed, (await flow.ShowAsync(number)).Status);
        Assert.Equal("rectifyInstead", (await flow.ProceedingAsync(number)).Outcome);
        var told = await flow.Host.ReadAsync<AppDbContext, Message>(
            db => db.Messages.SingleAsync(message => message.Key.Contains("-order-"), Cancellation));
        Assert.Equal((await flow.Inner.ActorAsync("hr")).UserId, told.UserId);
        Assert.EndsWith($"&case={number}", told.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OfTheDecision_ClosesTheCase()
    {
        var number = await flow.ClearOutAsync();

        await flow.WalkAsync(number, "window:served");

        var file = await flow.ShowAsync(number);
        Assert.Equal((CaseStatus.Closed, "东管处〔2026〕1号"), (file.Status, file.FilingNumber));
        Assert.NotNull((await flow.SanctionAsync(number))!.ServedAt);
        Assert.Equal("sanctioned", (await flow.ProceedingAsync(number)).Outcome);
    }

    [Fact]
    public async Task Silence_UntilTheFifthWorkingDayHasPassed_IsRecordedAsAWaiver()
    {
        // Told on Wednesday; 三月三 and a weekend lie between.
        flow.Inner.MoveTo("2026-04-15 09:00");
        var number = await flow.ProposeAsync();
        await flow.WalkAsync(number, "window:served");

        flow.Inner.MoveTo("2026-04-24 23:59");
        await flow.Inner.RunDueWorkAsync();
        var before = await flow.ActionsAsync(number);
        flow.Inner.MoveTo("2026-04-25 00:01");
        await flow.Inner.RunDueWorkAsync();

        Assert.DoesNotContain("rightsWaived", before);
        Assert.Contains("rightsWaived", await flow.ActionsAsync(number));
        Assert.Equal("legal", (await flow.OpenTaskAsync(number)).StepId);
        var late = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.AnswerAsync(number, "要求听证", wantsHearing: true));
        Assert.Equal("HearingTooLate", late.Sentence.Key);
    }

    [Theory]
    [InlineData("2026-04-24 23:00", null)]
    [InlineData("2026-04-25 00:00", "HearingTooLate")]
    public async Task AskHearing_AtTheBorder_IsTakenOrRefused(string at, string? refused)
    {
        flow.Inner.MoveTo("2026-04-15 09:00");
        var number = await flow.ProposeAsync();
        await flow.WalkAsync(number, "window:served");
        flow.Inner.MoveTo(at);

        var refusal = await Record.ExceptionAsync(() => flow.AnswerAsync(number, "要求听证", wantsHearing: true));

        Assert.Equal(refused, (refusal as RuleViolation)?.Sentence.Key);
        if (refused is null) Assert.Equal("hearing", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Hearing_HeldAndConfirmed_GoesOnToTheLegalReview()
    {
        var number = await AskedAsync();
        await flow.AnnounceAsync(number, "2026-03-11 09:30");
        flow.Inner.MoveTo("2026-03-11 11:00");

        var unrecorded = await Assert.ThrowsAsync<RuleViolation>(() => flow.WalkAsync(number, "hr-supervisor:held"));
        await flow.RecordAsync(number);
        var unsigned = await Assert.ThrowsAsync<RuleViolation>(() => flow.WalkAsync(number, "hr-supervisor:held"));
        await flow.ConfirmAsync(number);
        await flow.WalkAsync(number, "hr-supervisor:held zone:agree zone-leader:clearOut window:served");

        Assert.Equal(("MinutesNotConfirmed", "MinutesNotConfirmed"), (unrecorded.Sentence.Key, unsigned.Sentence.Key));
        Assert.Equal(CaseStatus.Closed, (await flow.ShowAsync(number)).Status);
    }

    [Fact]
    public async Task Hearing_WhoseMinutesTheFirmDoesNotSign_GoesOnWithTheChairsNote()
    {
        var number = await AskedAsync();
        await flow.AnnounceAsync(number, "2026-03-11 09:30");
        flow.Inner.MoveTo("2026-03-11 11:00");
        await flow.RecordAsync(number);

        await flow.ConfirmAsync(number, "企业代表拒绝签字", "hr-issuer");
        await flow.WalkAsync(number, "hr-supervisor:held");

        Assert.Contains("minutesNotSigned", await flow.ActionsAsync(number));
        Assert.Equal("legal", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Theory]
    [InlineData("2026-03-11 09:00", "HearingNotYetHeld")]
    [InlineData("2026-03-11 09:31", null)]
    public async Task Hearing_WhereTheFirmStaysAway_IsAbandonedAfterItsTimeOnly(string at, string? refused)
    {
        var number = await AskedAsync();
        await flow.AnnounceAsync(number, "2026-03-11 09:30");
        flow.Inner.MoveTo(at);

        var refusal = await Record.ExceptionAsync(() => flow.WalkAsync(number, "hr-supervisor:abandoned"));

        Assert.Equal(refused, (refusal as RuleViolation)?.Sentence.Key);
    }

    [Theory]
    [InlineData("2026-03-02 09:00", "2026-03-10 23:00", "2026-03-11 09:00")]
    [InlineData("2026-04-15 09:00", "2026-04-27 09:00", "2026-04-28 09:00")]
    [InlineData("2026-04-29 09:00", "2026-05-11 09:00", "2026-05-12 09:00")]
    public async Task Announce_EarlierThanSevenWorkingDaysAhead_IsRefusedWithTheExplainedDay(
        string now, string early, string right)
    {
        flow.Inner.MoveTo(now);
        var number = await AskedAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.AnnounceAsync(number, early));
        await flow.AnnounceAsync(number, right);

        var earliest = ChinaTime.DateOf(EmployerFlow.At(right));
        Assert.Equal("HearingTooEarly", refusal.Errors["heldAt"][0].Key);
        Assert.Equal(earliest, refusal.Errors["heldAt"][0].Args[0]);
        Assert.Contains(refusal.Errors["heldAt"], step => step.Key == "Deadline.Due");
    }

    [Theory]
    [InlineData("hr", "ChairInvestigated")]
    [InlineData("window", "ChairInvestigated")]
    [InlineData("police", "InputInvalid")]
    [InlineData("employer", "InputInvalid")]
    public async Task Announce_WithAChairWhoMayNot_IsRefused(string chair, string key)
    {
        var number = await AskedAsync("中心窗口工作人员，李某");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.AnnounceAsync(number, "2026-03-11 09:00", chair));

        Assert.Equal(key, refusal.Sentence.Key);
    }

    [Fact]
    public async Task Announce_WithAChairWhoVerifiedTheFailedOrder_IsRefused()
    {
        var order = await flow.OrderAsync();
        await flow.AnswerAsync(order);
        await flow.WalkAsync(order, "hr-supervisor:failed");
        var number = await flow.ProposeAsync("failed-rectification", order);
        await flow.WalkAsync(number, "window:served");
        await flow.AnswerAsync(number, "要求听证", wantsHearing: true);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.AnnounceAsync(number, "2026-03-11 09:00", "hr-supervisor"));

        Assert.Equal("ChairInvestigated", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Propose_ForAFailedOrderThatDidNotFail_IsRefused()
    {
        var order = await flow.OrderAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(
            () => flow.ProposeAsync("failed-rectification", order));

        Assert.Equal("FailedOrderNeeded", refusal.Errors["sourceNumber"][0].Key);
    }

    [Fact]
    public async Task Minutes_BySomebodyElseThanTheChair_AreRefused()
    {
        var number = await AskedAsync();
        await flow.AnnounceAsync(number, "2026-03-11 09:30");
        flow.Inner.MoveTo("2026-03-11 11:00");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.RecordAsync(number, "hr-supervisor"));

        Assert.Equal("OnlyTheChairRecords", refusal.Sentence.Key);
    }

    [Fact]
    public async Task Legal_ThatReturns_LetsTheFirmBeToldAndHeardAnew()
    {
        var number = await AskedAsync();
        await flow.AnnounceAsync(number, "2026-03-11 09:30");
        flow.Inner.MoveTo("2026-03-11 11:00");
        await flow.WalkAsync(number, "hr-supervisor:abandoned zone:return");

        await CorrectAsync(number);
        await flow.WalkAsync(number, "window:served");
        await flow.AnswerAsync(number, "再次要求听证", wantsHearing: true);
        await flow.AnnounceAsync(number, "2026-03-20 09:30");

        Assert.Equal("hearing", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Decide_AfterACorrection_IsDueNinetyDaysAfterFiling()
    {
        var number = await flow.ProposeAsync();
        await flow.WalkAsync(number, "window:served");
        await flow.AnswerAsync(number, "没有意见");
        await flow.WalkAsync(number, "zone:return");
        flow.Inner.MoveTo("2026-03-20 09:00");
        await CorrectAsync(number);
        await flow.WalkAsync(number, "window:served");
        await flow.AnswerAsync(number, "没有意见");
        await flow.WalkAsync(number, "zone:agree");

        // Filed on 2 March; 31 May is a Sunday.
        var task = await flow.OpenTaskAsync(number);
        Assert.Equal(("decide", new DateOnly(2026, 6, 1)), (task.StepId, ChinaTime.DateOf(task.DueAt!.Value)));
    }

    [Fact]
    public async Task Serve_AfterTheDecision_IsDueInSevenWorkingDays()
    {
        var number = await flow.ProposeAsync();
        await flow.WalkAsync(number, "window:served");
        await flow.AnswerAsync(number, "没有意见");
        flow.Inner.MoveTo("2026-04-16 10:00");

        await flow.WalkAsync(number, "zone:agree zone-leader:clearOut");

        var task = await flow.OpenTaskAsync(number);
        Assert.Equal(("deliver", new DateOnly(2026, 4, 29)), (task.StepId, ChinaTime.DateOf(task.DueAt!.Value)));
    }

    private Task<string?> FactsAsync(string user, string number) => flow.AskAsync<ProceedingViewService, string?>(
        user, views => views.FactsAsync(number, Cancellation));

    private Task<ProceedingView> ViewAsync(string number) => flow.AskAsync<ProceedingViewService, ProceedingView>(
        "hr", views => views.ShowAsync(number, Cancellation));

    private async Task<string> AskedAsync(string investigators = "无")
    {
        var number = await flow.ProposeAsync(investigators: investigators);
        await flow.WalkAsync(number, "window:served");
        await flow.AnswerAsync(number, "要求听证", wantsHearing: true);
        return number;
    }

    private async Task CorrectAsync(string number)
    {
        var values = JsonNode.Parse((await flow.ShowAsync(number)).Values.GetRawText())!.AsObject();
        await flow.RunAsync<CorrectionService>("hr", service => service.ResubmitAsync(
            number, new Submission(values.ToElement(), new Dictionary<string, IReadOnlyList<Guid>>()),
            TestContext.Current.CancellationToken));
    }
}
