using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

public sealed class CaseClockPageTests
{
    private const string Suspend = "#suspend button[type=submit]";
    private const string Resume = "#resume button[type=submit]";
    private const string Extend = "#extend button[type=submit]";

    private static readonly DateTimeOffset Start = new(2026, 4, 10, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Suspend_ByTheOfficeThatHasTheCase_StopsTheClockUntilItRunsOn()
    {
        await using var application = new TestApplication();
        var number = await AcceptedAsync(application);
        using var reviewer = new Visitor(application);
        await reviewer.SignInAsync("dongxing");
        var page = await reviewer.OpenAsync($"/cases/{number}/clock");

        var stopped = await reviewer.PressAsync(page, Suspend, new Dictionary<string, string>
        {
            ["kind"] = "expert-review",
            ["reason"] = "宿舍消防需专家评审",
        });
        application.Clock.MoveTo(Start.AddDays(11));
        var goesOn = await reviewer.PressAsync(stopped, Resume, new Dictionary<string, string>
        {
            ["reason"] = "评审结束",
        });

        Assert.Contains("仍在中止", stopped.Text);
        Assert.Null(stopped.Document.QuerySelector("#suspend"));
        Assert.DoesNotContain("仍在中止", goesOn.Text);
        Assert.Contains("宿舍消防需专家评审", goesOn.Text);
        Assert.Equal(2, goesOn.Document.QuerySelectorAll("tbody td[data-label='变动']").Length);
        Assert.NotNull(goesOn.Document.QuerySelector("#suspend"));
    }

    [Fact]
    public async Task Suspend_WithoutAGround_IsRefusedAndKeepsTheReason()
    {
        await using var application = new TestApplication();
        var number = await AcceptedAsync(application);
        using var reviewer = new Visitor(application);
        await reviewer.SignInAsync("dongxing");
        var page = await reviewer.OpenAsync($"/cases/{number}/clock");

        var refused = await reviewer.PressAsync(
            page, Suspend, new Dictionary<string, string> { ["reason"] = "现场核查" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.Errors);
        Assert.Equal("现场核查", refused.Document.QuerySelector("#f-suspend-reason")!.TextContent);
        Assert.DoesNotContain("仍在中止", (await reviewer.OpenAsync($"/cases/{number}/clock")).Text);
    }

    [Fact]
    public async Task Extend_ByTheDecidingOffice_MovesTheDateOnce()
    {
        await using var application = new TestApplication();
        var number = await AcceptedAsync(application);
        using var head = new Visitor(application);
        await head.SignInAsync("zone");
        var page = await head.OpenAsync($"/cases/{number}/clock");

        var extended = await head.PressAsync(
            page, Extend, new Dictionary<string, string> { ["reason"] = "需征求海关意见" });

        Assert.Contains("需征求海关意见", extended.Text);
        Assert.Null(extended.Document.QuerySelector("#extend"));
    }

    [Theory]
    [InlineData("employer")]
    [InlineData("hr")]
    [InlineData("auditor")]
    public async Task Clock_OfSomebodyWithoutTheCaseOnTheTable_OffersNothing(string user)
    {
        await using var application = new TestApplication();
        var number = await AcceptedAsync(application);
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var page = await visitor.OpenAsync($"/cases/{number}/clock");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("#suspend, #resume, #extend"));
        Assert.Contains("期限一直在计算", page.Text);
    }

    private static async Task<string> AcceptedAsync(TestApplication application)
    {
        var cancellation = TestContext.Current.CancellationToken;
        application.Clock.MoveTo(Start);
        using var employer = new ApiUser(await application.SignInAsync("employer", cancellation));
        var number = await employer.ApplyAsync(new DateOnly(2026, 4, 10), cancellation);
        using var window = new ApiUser(await application.SignInAsync("window", cancellation));
        var task = (await window.FindTasksAsync(number, cancellation))[0];
        var revision = task.GetProperty("revision").GetInt32();
        (await window.DecideAsync(task.GetProperty("id").GetGuid(), "accept", revision, cancellation)).MustSucceed();
        return number;
    }
}
