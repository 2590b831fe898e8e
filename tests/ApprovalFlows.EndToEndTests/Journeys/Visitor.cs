using ApprovalFlows.TestSupport;
using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

/// <summary>What anybody does on these pages.</summary>
internal static class Visitor
{
    private const int PhoneWidth = 600;

    public static async Task SignsInAsync(this IPage visitor, string userName)
    {
        await visitor.GotoAsync("/sign-in");
        await visitor.GetByLabel("用户名").FillAsync(userName);
        await visitor.GetByLabel("密码").FillAsync(TestApplication.Password);
        await visitor.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Assertions.Expect(visitor.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
    }

    /// <summary>Through the navigation; on a telephone it is folded away.</summary>
    public static async Task GoesToAsync(this IPage visitor, string entry)
    {
        if (visitor.ViewportSize!.Width < PhoneWidth)
        {
            await visitor.GetByRole(AriaRole.Banner).GetByLabel("主导航").First.ClickAsync();
            await visitor.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = entry }).ClickAsync();
        }
        else
        {
            await visitor.GetByRole(AriaRole.Navigation, new() { Name = "主导航" })
                .GetByRole(AriaRole.Link, new() { Name = entry }).ClickAsync();
        }
    }

    /// <summary>From a menu in the top bar.</summary>
    public static async Task ChoosesAsync(this IPage visitor, string menu, string item)
    {
        await visitor.GetByRole(AriaRole.Banner).GetByText(menu, new() { Exact = true })
            .ClickAsync(new() { Force = true });
        await visitor.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = item }).ClickAsync();
    }

    public static async Task VerifiesAsync(this IPage visitor, string number)
    {
        await visitor.GotoAsync("/verify");
        await visitor.GetByRole(AriaRole.Main).GetByLabel("证件号码").FillAsync(number);
        await visitor.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "查验" }).ClickAsync();
    }

    public static ILocatorAssertions Sees(this IPage visitor, string words) =>
        Assertions.Expect(visitor.GetByRole(AriaRole.Main).GetByText(words).First);

    public static ILocatorAssertions SeesTitle(this IPage visitor, string title) =>
        Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 }));
}
