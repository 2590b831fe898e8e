using System.Globalization;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Tests.Flows;

/// <summary>The statutory clocks of the employer certificate in Guangxi (domain vectors of 2026).</summary>
public sealed class EmployerDeadlineTests
{
    [Theory]
    [InlineData("2026-02-13 09:00", "2026-02-27")]
    [InlineData("2026-02-14 23:59", "2026-02-28")]
    [InlineData("2026-04-10 09:00", "2026-04-21")]
    public async Task Window_AfterReceipt_HasFiveWorkingDays(string received, string due)
    {
        await using var flow = await EmployerFlow.StartAsync(received);

        var number = await flow.SubmitAsync();

        Assert.Equal(due, await DueAsync(flow, number));
    }

    [Theory]
    [InlineData("R1", "2026-01-30 09:00", "2026-03-05")]
    [InlineData("R2", "2026-01-30 09:00", "2026-03-05")]
    [InlineData("R1", "2026-04-01 09:00", "2026-05-07")]
    [InlineData("R2", "2026-04-01 09:00", "2026-05-07")]
    public async Task Decision_AfterAcceptance_HasTwentyWorkingDays(string route, string accepted, string due)
    {
        await using var flow = await EmployerFlow.StartAsync(accepted);
        var number = await flow.SubmitAndPassToAsync(route, Steps.Of(route)[1]);

        Assert.Equal(due, await DueAsync(flow, number));

        flow.Clock.Advance(TimeSpan.FromDays(3));
        await flow.PassToAsync(number, "approval");
        Assert.Equal(due, await DueAsync(flow, number));
    }

    [Fact]
    public async Task Delivery_AfterTheDecision_HasTenWorkingDays()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-30 15:00");

        var number = await flow.SubmitAndPassToAsync("R1", "issuance");

        Assert.Equal("2026-05-18", await DueAsync(flow, number));
    }

    [Fact]
    public async Task DueAt_OfATask_IsTheLastSecondOfTheDayInChina()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");

        var task = await flow.OpenTaskAsync(number);

        Assert.Equal(EmployerFlow.At("2026-05-07 23:59:59"), task.DueAt);
    }

    [Fact]
    public async Task Explanation_OfADate_NamesStartLimitAndGuangxisHolidayInEachLanguage()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");

        var deadline = (await flow.ShowAsync(number)).Steps[^1].Deadline!;

        Assert.False(deadline.Provisional);
        Assert.All(TextResources.Languages, language => Assert.True(deadline.Explain(language).Count >= 4));
        var english = string.Join('\n', deadline.Explain(CultureInfo.GetCultureInfo("en")));
        Assert.Contains("20 working days", english, StringComparison.Ordinal);
        Assert.Contains("art. 42", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_DueBeyondThePublishedCalendar_IsProvisional()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-12-14 09:00");

        var number = await flow.SubmitAndPassToAsync("R1", "re-check");

        var steps = (await flow.ShowAsync(number)).Steps;
        Assert.False(steps[0].Deadline!.Provisional);
        Assert.True(steps[1].Deadline!.Provisional);
    }

    [Fact]
    public async Task Correction_AfterAcceptance_StopsTheClockUntilItIsMade()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        flow.MoveTo("2026-04-08 10:00");
        await flow.DecideAsync(number, "hr", "return");

        flow.MoveTo("2026-04-15 16:00");
        await flow.CorrectAsync(number, flow.Values("jiangping"));

        // 9, 10, 13, 14 and 15 April do not count: five working days later than 7 May.
        Assert.Equal("2026-05-13", await DueAsync(flow, number));
    }

    [Fact]
    public async Task Correction_Twice_AddsBothSuspensions()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        foreach (var (asked, made) in new[] { ("2026-04-08", "2026-04-15"), ("2026-04-22", "2026-04-24") })
        {
            flow.MoveTo($"{asked} 10:00");
            await flow.DecideAsync(number, "hr", "return");
            flow.MoveTo($"{made} 16:00");
            await flow.CorrectAsync(number, flow.Values("jiangping"));
        }

        // And 23 and 24 April: two more.
        Assert.Equal("2026-05-15", await DueAsync(flow, number));
    }

    [Fact]
    public async Task Correction_OnTheSameDay_MovesNothing()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");

        await flow.DecideAsync(number, "hr", "return");
        flow.MoveTo("2026-04-01 17:00");
        await flow.CorrectAsync(number, flow.Values("jiangping"));

        Assert.Equal("2026-05-07", await DueAsync(flow, number));
    }

    [Fact]
    public async Task Extension_Approved_AddsTenWorkingDaysOnce()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "approval");

        await flow.ExtendAsync(number);
        var again = await Assert.ThrowsAsync<RuleViolation>(() => flow.ExtendAsync(number));

        Assert.Equal("2026-05-20", await DueAsync(flow, number));
        Assert.Equal((RuleKind.Conflict, "AlreadyExtended"), (again.Kind, again.Sentence.Key));
        var file = await flow.ShowAsync(number);
        Assert.Equal((10, "案情复杂"), (file.ExtensionDays, file.ExtensionReason));
        Assert.Equal("extended", file.History[^2].Action);
        Assert.Equal(
            ("deadlineMoved", "2026-05-07 → 2026-05-20 · 案情复杂"),
            (file.History[^1].Action, file.History[^1].Reason));
    }

    [Fact]
    public async Task Extension_DuringTheRecheck_MovesTheDateOfTheOpenStepAndOfThoseAfter()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "re-check");
        await Assert.ThrowsAsync<RuleViolation>(() => flow.ExtendAsync(number, "hr"));

        await flow.PassToAsync(number, "approval");
        await flow.ExtendAsync(number);
        await flow.DecideAsync(number, "zone", "return");
        await flow.CorrectAsync(number, flow.Values("jiangping"));

        Assert.Equal("2026-05-20", await DueAsync(flow, number));
    }

    [Theory]
    [InlineData("hr", "案情复杂", RuleKind.Forbidden)]
    [InlineData("employer", "案情复杂", RuleKind.Forbidden)]
    [InlineData("employer2", "案情复杂", RuleKind.NotFound)]
    [InlineData("police", "案情复杂", RuleKind.NotFound)]
    [InlineData("zone", " ", RuleKind.Invalid)]
    [InlineData("zone", null, RuleKind.Invalid)]
    public async Task Extension_ByTheWrongPersonOrWithoutReason_IsRefused(
        string user, string? reason, RuleKind kind)
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "approval");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.ExtendAsync(number, user, reason));

        Assert.Equal(kind, refusal.Kind);
        Assert.Equal("2026-05-07", await DueAsync(flow, number));
    }

    [Fact]
    public async Task Extension_AfterTheDecision_IsRefused()
    {
        await using var flow = await EmployerFlow.StartAsync("2026-04-01 09:00");
        var number = await flow.SubmitAndPassToAsync("R1", "issuance");

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => flow.ExtendAsync(number));

        Assert.Equal("CaseNotInThatState", refusal.Sentence.Key);
        Assert.Equal(CaseStatus.Approved, await flow.StatusAsync(number));
    }

    private static async Task<string> DueAsync(EmployerFlow flow, string number)
    {
        var stored = (await flow.OpenTaskAsync(number)).DueAt!.Value;
        var derived = (await flow.ShowAsync(number)).Steps.Single(step => step.Status == "open").Deadline!;
        Assert.Equal(ChinaTime.DateOf(stored), derived.DueOn);
        return ApplicationValues.Iso(ChinaTime.DateOf(stored));
    }
}
