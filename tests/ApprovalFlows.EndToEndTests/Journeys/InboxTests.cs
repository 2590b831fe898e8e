using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class InboxTests(RunningSystem system) : Journey(system)
{
    private const int Ten = 10;
    private const int MaxTabs = 20;

    [Fact]
    public async Task Inbox_OfTenTasks_IsClearedWithTheKeyboardAlone()
    {
        var numbers = new List<string>();
        for (var index = 0; index < Ten; index++)
        {
            numbers.Add(await System.BringsCaseAsync(decisions: 0, Cancellation));
            await System.ClaimsAsync(numbers[^1], "window", Cancellation);
        }

        var window = await VisitAsync(Screen.Desk);
        await window.SignsInAsync("window");
        await window.GotoAsync("/inbox?scope=mine");
        await Assertions.Expect(window.TaskOf(numbers[^1])).ToBeVisibleAsync();
        await window.WaitForLoadStateAsync();
        await window.Keyboard.PressAsync("?");
        await window.GetByText("打开任务并选择").IsVisibleAsync();
        await window.Keyboard.PressAsync("Escape");
        await AssertGoodPageAsync(window);

        await window.Keyboard.PressAsync("j");
        await window.Keyboard.PressAsync("a");
        for (var done = 0; done < Ten; done++)
        {
            if (done > 0) await window.Keyboard.PressAsync("a");
            await Assertions.Expect(window.GetByLabel("意见", new() { Exact = true })).ToBeFocusedAsync();
            await window.Keyboard.TypeAsync("材料齐全。");
            await TabsToDecisionAsync(window);
            var page = window.Url;
            await window.Keyboard.PressAsync("Enter");
            await window.WaitForURLAsync(url => url != page, new() { WaitUntil = WaitUntilState.Load });
        }

        await window.GotoAsync("/inbox?scope=done");
        foreach (var number in numbers) await Assertions.Expect(window.TaskOf(number)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Claim_OfSelectedTasks_ShowsWhatBecameOfEach(Screen screen)
    {
        var first = await System.BringsCaseAsync(decisions: 1, Cancellation);
        var second = await System.BringsCaseAsync(decisions: 1, Cancellation);
        var reviewer = await VisitAsync(screen);
        await reviewer.SignsInAsync("dongxing");
        await reviewer.GotoAsync("/inbox?sort=newest");
        await reviewer.GetByLabel($"勾选 {first}").CheckAsync();
        await reviewer.GetByLabel($"勾选 {second}").CheckAsync();
        await AssertGoodPageAsync(reviewer);

        await System.ClaimsAsync(second, "dongxing", Cancellation);
        await reviewer.Locator(".batch-bar").GetByRole(AriaRole.Button, new() { Name = "认领" }).ClickAsync();

        await reviewer.SeesTitle("批量认领").ToBeVisibleAsync();
        await reviewer.Sees("已处理 2 / 2 项").ToBeVisibleAsync();
        await AssertGoodPageAsync(reviewer);
    }

    [Fact]
    public async Task Badge_WhenATaskArrives_CountsItWithoutAReload()
    {
        var reviewer = await VisitAsync(Screen.Desk);
        await System.BringsCaseAsync(decisions: 4, Cancellation);
        await reviewer.SignsInAsync("hr-issuer");
        await reviewer.GotoAsync("/inbox");
        var badge = reviewer.GetByRole(AriaRole.Navigation).Locator("[data-live-count]").Last;
        var before = int.Parse(await badge.InnerTextAsync(), global::System.Globalization.CultureInfo.InvariantCulture);

        await System.BringsCaseAsync(decisions: 4, Cancellation);

        await Assertions.Expect(badge).Not.ToHaveTextAsync($"{before}");
        AssertNoComplaint();
    }

    [Fact]
    public async Task Opinion_HalfWritten_IsThereAgainAfterAReload()
    {
        var number = await System.BringsCaseAsync(decisions: 0, Cancellation);
        var window = await VisitAsync(Screen.Desk);
        await window.SignsInAsync("window");
        await window.OpensTaskAsync(number);
        await window.GetByLabel("意见", new() { Exact = true }).FillAsync("缺少营业执照第二页");
        await window.Sees("草稿已保存").ToBeVisibleAsync();

        await window.ReloadAsync();

        await Assertions.Expect(window.GetByLabel("意见", new() { Exact = true })).ToHaveValueAsync("缺少营业执照第二页");
    }

    private static async Task TabsToDecisionAsync(IPage page)
    {
        for (var tabs = 0; tabs < MaxTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            var text = await page.EvaluateAsync<string>("document.activeElement.textContent");
            if (text.Contains("提交决定", StringComparison.Ordinal)) return;
        }

        Assert.Fail("The button of the decision is not reached by the Tab key.");
    }
}
