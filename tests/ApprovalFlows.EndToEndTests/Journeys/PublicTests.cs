using Microsoft.Playwright;

namespace ApprovalFlows.EndToEndTests.Journeys;

public sealed class PublicTests(RunningSystem system) : Journey(system)
{
    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Verify_IssuedCertificate_ShowsItsValidityAndNoPerson(Screen screen)
    {
        var number = await System.IssuesCertificateAsync(Cancellation);
        var visitor = await VisitAsync(screen);

        await visitor.VerifiesAsync(number);

        await visitor.Sees("有效").ToBeVisibleAsync();
        await visitor.Sees(number).ToBeVisibleAsync();
        var page = await visitor.ContentAsync();
        Assert.DoesNotContain("示例代表", page, StringComparison.Ordinal);
        Assert.DoesNotContain("450681199001010012", page, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", page, StringComparison.Ordinal);
        Assert.DoesNotContain("示例联系人", page, StringComparison.Ordinal);
        await AssertGoodPageAsync(visitor);
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Verify_UnknownNumber_SaysSo(Screen screen)
    {
        var visitor = await VisitAsync(screen);

        await visitor.VerifiesAsync("450681YG2026999990");

        await visitor.Sees("没有查到").ToBeVisibleAsync();
        await AssertGoodPageAsync(visitor);
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Guide_OfAMatter_ListsStepsMaterialsAndLimits(Screen screen)
    {
        var visitor = await VisitAsync(screen);

        await visitor.GoesToAsync("办事指南");
        await AssertGoodPageAsync(visitor);
        await visitor.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = Applicant.Matter }).ClickAsync();

        await visitor.Sees("窗口受理").ToBeVisibleAsync();
        await visitor.Sees("安全管理制度").ToBeVisibleAsync();
        await AssertGoodPageAsync(visitor);
    }

    [Theory]
    [InlineData("Tiếng Việt", "vi", "Đăng nhập")]
    [InlineData("English", "en", "Sign in")]
    public async Task Language_Changed_KeepsThePage(string language, string code, string title)
    {
        var visitor = await VisitAsync(Screen.Phone);
        await visitor.GotoAsync("/sign-in?returnUrl=%2Fcases");

        await visitor.ChoosesAsync("语言", language);

        await visitor.SeesTitle(title).ToBeVisibleAsync();
        Assert.EndsWith("/sign-in?returnUrl=%2Fcases", visitor.Url, StringComparison.Ordinal);
        Assert.Equal(code, await visitor.EvaluateAsync<string>("document.documentElement.lang"));
        await AssertGoodPageAsync(visitor);
    }

    [Theory]
    [InlineData(Screen.Desk)]
    [InlineData(Screen.Phone)]
    public async Task Pages_InTheDark_StayReadable(Screen screen)
    {
        var number = await System.IssuesCertificateAsync(Cancellation);
        var visitor = await VisitAsync(screen, new Visit { IsDark = true });

        foreach (var address in new[] { "/", "/sign-in", "/guides", $"/verify/{number}", "/no-such-page" })
        {
            await visitor.GotoAsync(address);
            await AssertGoodPageAsync(visitor);
        }

        await visitor.SignsInAsync(Office.Applicant);
        foreach (var address in new[] { "/", "/apply", "/cases", "/certificates", "/apply/employer-certificate" })
        {
            await visitor.GotoAsync(address);
            await AssertGoodPageAsync(visitor);
        }
    }
}
