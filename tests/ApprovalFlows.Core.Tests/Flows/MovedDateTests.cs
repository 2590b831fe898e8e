using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.DueDates;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>What happens to a running case when a fact behind its dates changes.</summary>
public sealed class MovedDateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notice_OneMoreDayOff_PutsOffTheAcceptanceBySilence()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-10 09:00");
        var number = await flow.SubmitAsync();
        await CorrectAsync(flow, new(2026, 4, 21), DayKind.Off);

        var due = (await flow.OpenTaskAsync(number)).DueAt;
        flow.MoveTo("2026-04-22 00:00:05");
        await flow.RunDueWorkAsync();
        var onTheOldDate = await flow.ShowAsync(number);
        flow.MoveTo("2026-04-23 00:00:05");
        await flow.RunDueWorkAsync();

        Assert.Equal(EmployerFlow.At("2026-04-22 23:59:59"), due);
        Assert.Equal(CaseStatus.Submitted, onTheOldDate.Status);
        Assert.True((await flow.ShowAsync(number)).IsDeemedAccepted);
        Assert.Equal(
            "2026-04-21 → 2026-04-22 · 自治区通知更正",
            Assert.Single(onTheOldDate.History, entry => entry.Action == "deadlineMoved").Reason);
    }

    [Fact]
    public async Task Notice_OneDayOffLess_BringsTheAcceptanceBySilenceForward()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-10 09:00");
        var number = await flow.SubmitAsync();
        await CorrectAsync(flow, new(2026, 4, 17), DayKind.AsUsual);

        flow.MoveTo("2026-04-18 00:00:05");
        await flow.RunDueWorkAsync();

        Assert.True((await flow.ShowAsync(number)).IsDeemedAccepted);
    }

    [Fact]
    public async Task Explanation_AfterACorrectedNotice_NamesItInEachLanguage()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-10 09:00");
        var number = await flow.SubmitAsync();
        await CorrectAsync(flow, new(2026, 4, 21), DayKind.Off);

        var deadline = (await flow.ShowAsync(number)).Steps[0].Deadline!;

        Assert.Equal(new DateOnly(2026, 4, 22), deadline.DueOn);
        Assert.Contains("广西2026年放假安排：自治区通知更正（第2版）。", deadline.Explain(TextResources.Chinese));
        Assert.Contains("Lịch nghỉ năm 2026 (Quảng Tây): 自治区通知更正 (bản 2).", deadline.Explain(TextResources.Vietnamese));
        Assert.Contains("Holidays of 2026, Guangxi: 自治区通知更正 (version 2).", deadline.Explain(TextResources.English));
    }

    [Fact]
    public async Task Suspension_ForAHearing_StopsTheClockUntilItEnds()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        flow.MoveTo("2026-04-08 10:00");
        await SuspendAsync(flow, number, "hr", "hearing");
        var during = await flow.ShowAsync(number);
        var standing = (await flow.OpenTaskAsync(number)).DueAt;

        flow.MoveTo("2026-04-15 16:00");
        await EndAsync(flow, number, "hr");

        Assert.Null(standing);
        Assert.Contains("自2026年4月9日起暂停计算：举行听证。", during.Steps[^1].Deadline!.Explain(TextResources.Chinese));
        Assert.Equal(EmployerFlow.At("2026-05-13 23:59:59"), (await flow.OpenTaskAsync(number)).DueAt);
        var after = await flow.ShowAsync(number);
        Assert.Equal(
            ["suspended", "deadlineMoved", "resumed", "deadlineMoved"],
            after.History.Skip(after.History.Count - 4).Select(entry => entry.Action));
        Assert.Equal("2026-05-07 → — · 4月15日听证", after.History[^3].Reason);
        Assert.Contains(
            "Not counted from 9 April 2026 to 15 April 2026: hearing",
            string.Join('\n', after.Steps[^1].Deadline!.Explain(TextResources.English)),
            StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("zone", "hearing", RuleKind.Forbidden)]
    [InlineData("employer", "hearing", RuleKind.Forbidden)]
    [InlineData("window", "hearing", RuleKind.Forbidden)]
    [InlineData("hr", "holiday", RuleKind.Invalid)]
    public async Task Suspension_ByTheWrongOfficeOrForNoReasonOfTheLaw_IsRefused(
        string user, string kind, RuleKind expected)
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => SuspendAsync(flow, number, user, kind));

        Assert.Equal(expected, refusal.Kind);
        Assert.Equal(EmployerFlow.At("2026-05-07 23:59:59"), (await flow.OpenTaskAsync(number)).DueAt);
    }

    [Fact]
    public async Task Suspension_TwiceOrEndedTwice_IsRefused()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        await SuspendAsync(flow, number, "hr", "expert-review");

        var twice = await Assert.ThrowsAsync<RuleViolation>(() => SuspendAsync(flow, number, "hr", "hearing"));
        await EndAsync(flow, number, "hr");
        var ended = await Assert.ThrowsAsync<RuleViolation>(() => EndAsync(flow, number, "hr"));

        Assert.Equal(("AlreadySuspended", "NotSuspended"), (twice.Sentence.Key, ended.Sentence.Key));
    }

    [Fact]
    public async Task Extension_OfJointHandling_IsFifteenDays()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-03-02 09:00");
        var start = flow.Clock.GetUtcNow();
        var file = OpenCases.NewCase("J-1", "GX", start, Guid.CreateVersion7());
        await flow.Host.Work.RunAsync<AppDbContext>(null, db =>
        {
            var task = OpenCases.NewTask(file, "joint-decision", start);
            task.DueAt = EmployerFlow.At("2026-05-11 23:59:59");
            db.AddRange(file, task);
            return Task.CompletedTask;
        }, Cancellation);

        await flow.ExtendAsync("J-1");

        var due = (await flow.OpenTaskAsync("J-1")).DueAt!.Value;
        Assert.Equal(WorkCalendars.Seed["GX"].AddWorkdays(new(2026, 3, 2), 60), ChinaTime.DateOf(due));
    }

    [Fact]
    public async Task Extension_MovedDate_IsToldToTheApplicantOnce()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "approval");
        await flow.ExtendAsync(number);

        var told = await ListAsync(flow, "employer");

        var line = Assert.Single(told);
        Assert.Equal((number, MessageKind.DateMoved), (line.CaseNumber, line.Kind));
        Assert.Equal(
            $"案件{number}“管委会办公室核准备案”的期限由2026年5月7日变为2026年5月20日。",
            line.Text.In(TextResources.Chinese));
        Assert.Equal("经批准延长：案情复杂。", Assert.Single(line.Lines).Text.In(TextResources.Chinese));
        Assert.Empty(await ListAsync(flow, "hr"));
        Assert.Empty(await ListAsync(flow, "zone"));
    }

    private static async Task<IReadOnlyList<MessageView>> ListAsync(EmployerFlow flow, string user)
    {
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return (await scope.Get<MessageService>().ListAsync(unreadOnly: true, 1, 20, Cancellation)).Items;
    }

    private static async Task CorrectAsync(EmployerFlow flow, DateOnly day, DayKind kind)
    {
        await flow.Host.Work.RunAsync<CalendarService, CalendarNotice>(
            OpenCases.Administrator,
            service => service.CorrectAsync(
                new DayCorrection("GX", day, kind, "广西三月三", "自治区通知更正", "更正", 1), Cancellation),
            Cancellation);
        await flow.Host.Get<RecalculationJob>().RunAsync(Cancellation);
    }

    private static async Task SuspendAsync(EmployerFlow flow, string number, string user, string kind) =>
        await flow.Host.Work.RunAsync<SuspensionService, Case>(
            await flow.ActorAsync(user),
            service => service.BeginAsync(number, kind, "4月15日听证", Cancellation),
            Cancellation);

    private static async Task EndAsync(EmployerFlow flow, string number, string user) =>
        await flow.Host.Work.RunAsync<SuspensionService, Case>(
            await flow.ActorAsync(user), service => service.EndAsync(number, "听证结束", Cancellation), Cancellation);
}
