using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>What an office does on these pages.</summary>
internal static class Reviewer
{
    private const string Reason = "限期整改";

    public static async Task OpensInboxAsync(this IPage reviewer, string caseNumber)
    {
        await reviewer.GoesToAsync("收件箱");
        await reviewer.SeesTitle("收件箱").ToBeVisibleAsync();
        var search = reviewer.GetByRole(AriaRole.Main).GetByLabel("业务编号、申请人");
        await search.FillAsync(caseNumber);
        await search.PressAsync("Enter");
        await reviewer.Sees("共 1 项").ToBeVisibleAsync();
        await Assertions.Expect(reviewer.TaskOf(caseNumber)).ToBeVisibleAsync();
    }

    public static async Task OpensTaskAsync(this IPage reviewer, string caseNumber)
    {
        await reviewer.OpensInboxAsync(caseNumber);
        await reviewer.TaskOf(caseNumber).ClickAsync();
        await Assertions.Expect(reviewer.DecisionButton()).ToBeVisibleAsync();
    }

    public static async Task DecidesAsync(this IPage reviewer, string outcome, string opinion)
    {
        await reviewer.Outcome(outcome).CheckAsync();
        await reviewer.GetByLabel("意见", new() { Exact = true }).FillAsync(opinion);
        await reviewer.RunAndWaitForResponseAsync(
            () => reviewer.DecisionButton().ClickAsync(), answer => answer.Request.Method == "POST");
    }

    public static async Task AsksForAsync(this IPage reviewer, string field, string reason)
    {
        await reviewer.Outcome("退回补正").CheckAsync();
        await reviewer.GetByLabel("项目").First.SelectOptionAsync(field);
        await reviewer.GetByLabel("理由及要求").First.FillAsync(reason);
    }

    /// <summary>All open tasks of a flow at once; the number of them is known.</summary>
    public static async Task DecidesAllAsync(this IPage reviewer, string flow, string outcome, int count)
    {
        await reviewer.GotoAsync($"/inbox?flow={flow}");
        await reviewer.Sees($"共 {count} 项").ToBeVisibleAsync();
        await reviewer.GetByLabel("全选本页").CheckAsync();
        await reviewer.Locator(".batch-bar summary").ClickAsync();
        await reviewer.Locator("#batch-outcome").SelectOptionAsync(outcome);
        await reviewer.Locator("#batch-opinion").FillAsync("材料齐全，符合规定。");
        await reviewer.DecisionButton().PressAsync("Enter");
        await reviewer.Sees($"已处理 {count} / {count} 项：成功 {count} 项").ToBeVisibleAsync();
    }

    /// <summary>Records a crossing of now with a border pass.</summary>
    public static async Task RecordsCrossingAsync(this IPage border, string pass, string direction)
    {
        await border.GotoAsync("/crossings");
        await border.Locator("#f-documentNumber").FillAsync(pass);
        await border.GetByRole(AriaRole.Radio, new() { Name = direction }).CheckAsync();
        await border.PressesAsync("登记出入境");
    }

    /// <summary>From a certificate's page to what the act would hold up.</summary>
    public static Task ChoosesActAsync(this IPage keeper, string act) =>
        keeper.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = act }).ClickAsync();

    public static async Task ConfirmsAsync(this IPage keeper, string act, DateOnly? from = null)
    {
        if (from is { } day)
            await keeper.Locator("#f-from").FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await keeper.Locator("#f-reason").FillAsync(Reason);
        await keeper.PressesAsync(act);
    }

    /// <summary>On the certificate's page, in what was done to it.</summary>
    public static Task SeesReasonAsync(this IPage keeper) =>
        Assertions.Expect(keeper.GetByRole(AriaRole.Cell, new() { Name = Reason }).Last).ToBeVisibleAsync();

    public static ILocator TaskOf(this IPage reviewer, string caseNumber) =>
        reviewer.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = caseNumber });

    public static ILocator DecisionButton(this IPage reviewer) =>
        reviewer.GetByRole(AriaRole.Button, new() { Name = "提交决定" });

    // The chosen one explains itself, which makes its name longer.
    private static ILocator Outcome(this IPage reviewer, string name) =>
        reviewer.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") });
}
