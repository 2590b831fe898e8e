using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>What an office does on these pages.</summary>
internal static class Reviewer
{
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

    public static ILocator TaskOf(this IPage reviewer, string caseNumber) =>
        reviewer.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = caseNumber });

    public static ILocator DecisionButton(this IPage reviewer) =>
        reviewer.GetByRole(AriaRole.Button, new() { Name = "提交决定" });

    // The chosen one explains itself, which makes its name longer.
    private static ILocator Outcome(this IPage reviewer, string name) =>
        reviewer.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex($"^{Regex.Escape(name)}") });
}
