using ApprovalFlows.TestSupport;
using Microsoft.Playwright;
using OtpNet;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class AccountTests(RunningSystem system) : Journey(system)
{
    // Nobody else signs in as that person: for a while it takes a code.
    private const string Name = "youhao";

    [Fact]
    public async Task TwoSteps_TurnedOnAndOffOnATelephone_OpenWithPasswordAndCodeMeanwhile()
    {
        var person = await VisitAsync(Screen.Phone);
        await person.SignsInAsync(Name);
        await person.GotoAsync("/account");
        await AssertGoodPageAsync(person);
        await person.GetByRole(AriaRole.Link, new() { Name = "开启两步验证" }).ClickAsync();
        await ProvesAsync(person, null, "下一步");
        var secret = (await person.Locator(".factor-secret").InnerTextAsync())
            .Replace(" ", "", StringComparison.Ordinal);
        await AssertGoodPageAsync(person);

        await person.GetByLabel("验证码", new() { Exact = true }).FillAsync(CodeOf(secret));
        await person.GetByRole(AriaRole.Button, new() { Name = "开启两步验证" }).ClickAsync();
        await person.Sees("两步验证已开启").ToBeVisibleAsync();
        var recovery = await person.Locator(".recovery-codes code").First.InnerTextAsync();
        await AssertGoodPageAsync(person);

        var elsewhere = await VisitAsync(Screen.Phone);
        await elsewhere.SignsInAsync(Name);
        await elsewhere.SeesTitle("输入验证码").ToBeVisibleAsync();
        await AssertGoodPageAsync(elsewhere);
        // The present one was taken while turning it on.
        await elsewhere.GetByLabel("6 位验证码").FillAsync(CodeOf(secret, step: 1));
        await elsewhere.GetByRole(AriaRole.Main)
            .GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }).ClickAsync();
        await elsewhere.GotoAsync("/account/second-factor");
        await AssertGoodPageAsync(elsewhere);
        await ProvesAsync(elsewhere, recovery, "关闭两步验证");

        await elsewhere.Sees("两步验证已关闭").ToBeVisibleAsync();
        await AssertGoodPageAsync(elsewhere);
    }

    private static async Task ProvesAsync(IPage person, string? code, string act)
    {
        await person.GetByLabel("现在的密码").FillAsync(TestApplication.Password);
        if (code is not null) await person.GetByLabel("验证码或恢复码").FillAsync(code);
        await person.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
    }

    private static string CodeOf(string secret, int step = 0) => new Totp(Base32Encoding.ToBytes(secret))
        .ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30 * step));
}
