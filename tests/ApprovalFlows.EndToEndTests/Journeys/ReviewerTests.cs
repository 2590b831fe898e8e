using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class ReviewerTests(RunningSystem system) : Journey(system)
{
    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Review_ByFiveOffices_EndsInACertificate(Screen screen)
    {
        var number = await System.BringsCaseAsync(decisions: 0, Cancellation);

        await DecideAsync(screen, "window", number, "受理");
        await DecideAsync(screen, "dongxing", number, "同意");
        await DecideAsync(screen, "hr", number, "同意");
        await DecideAsync(screen, "zone", number, "同意");
        await DecideAsync(screen, "hr-issuer", number, "核发");

        var applicant = await VisitAsync(screen);
        await applicant.SignsInAsync(Office.Applicant);
        await applicant.GotoAsync($"/cases/{number}");
        await applicant.Sees("已发证").ToBeVisibleAsync();
        await Assertions.Expect(applicant.GetByRole(AriaRole.Link, new() { Name = "查看证件" })).ToBeVisibleAsync();
        await AssertGoodPageAsync(applicant);
    }

    [Fact]
    public async Task Accept_WithTheKeyboardAlone_TakesTheDecision()
    {
        var number = await System.BringsCaseAsync(decisions: 0, Cancellation);
        var window = await VisitAsync(Screen.Desk);
        await window.SignsInAsync("window");
        await window.GotoAsync($"/inbox?q={number}");
        await Assertions.Expect(window.TaskOf(number)).ToBeVisibleAsync();

        await window.Keyboard.PressAsync("j");
        await Assertions.Expect(window.TaskOf(number)).ToBeFocusedAsync();
        await window.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.DecisionButton()).ToBeVisibleAsync();
        await window.WaitForLoadStateAsync();
        await window.Keyboard.PressAsync("a");
        await Assertions.Expect(window.GetByLabel("意见", new() { Exact = true })).ToBeFocusedAsync();
        await window.Keyboard.TypeAsync("材料齐全。");
        await window.DecisionButton().PressAsync("Enter");

        await window.GotoAsync("/inbox?scope=done");
        await Assertions.Expect(window.TaskOf(number)).ToBeVisibleAsync();
        await AssertGoodPageAsync(window);
    }

    [Fact]
    public async Task Decide_WhatAColleagueHasDecided_IsRefusedWithASentence()
    {
        var number = await System.BringsCaseAsync(decisions: 1, Cancellation);
        var first = await VisitAsync(Screen.Desk);
        await first.SignsInAsync("dongxing");
        await first.OpensTaskAsync(number);
        var second = await VisitAsync(Screen.Desk);
        await second.SignsInAsync("dongxing");
        await second.OpensTaskAsync(number);

        await first.DecidesAsync("同意", "同意。");
        await second.DecidesAsync("不予许可", "不符合条件。");

        await second.Sees("您的决定没有提交").ToBeVisibleAsync();
        await AssertGoodPageAsync(second);
    }

    private async Task DecideAsync(Screen screen, string userName, string number, string outcome)
    {
        var reviewer = await VisitAsync(screen);
        await reviewer.SignsInAsync(userName);
        await reviewer.OpensInboxAsync(number);
        await AssertGoodPageAsync(reviewer);
        await reviewer.OpensTaskAsync(number);
        await AssertGoodPageAsync(reviewer);
        await reviewer.DecidesAsync(outcome, "材料齐全，符合规定。");
        await reviewer.GotoAsync($"/inbox?scope=done&q={number}");
        await Assertions.Expect(reviewer.TaskOf(number)).ToBeVisibleAsync();
    }
}
