using System.Net;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>Found by random requests: what cannot be read in the address of a page was a fault.</summary>
public sealed class PageQueryTests(SharedApplication application) : IClassFixture<SharedApplication>
{
    [Theory]
    [InlineData("hr", "/inbox?page=nonsense")]
    [InlineData("hr", "/messages?unread=maybe&page=99999999999999")]
    [InlineData("employer", "/roster?upload=%2Fetc%2Fpasswd")]
    [InlineData("auditor", "/outbox?page=8817374544500472400")]
    [InlineData("auditor", "/cases?q=%00&page=")]
    public async Task Page_WithAnAddressThatCannotBeRead_IsShownWithoutIt(string user, string address)
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var page = await visitor.OpenAsync(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task Page_WithOneReadableValue_KeepsIt()
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("hr");

        var page = await visitor.OpenAsync("/messages?unread=true&page=x");

        Assert.Equal("/messages?unread=true", page.Document.QuerySelector("[aria-current=page][href^='/messages']")!
            .GetAttribute("href"));
    }

    [Fact]
    public async Task Form_WithAnUnknownAct_LeadsToAnAddressWithoutIt()
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("admin");
        var jobs = await visitor.OpenAsync("/jobs");

        var page = await visitor.PressAsync(jobs, "main form[method=post] button", new Dictionary<string, string>
        {
            ["action"] = new string('x', 100_000),
            ["reason"] = "检修",
        });

        Assert.Equal("/jobs?done=pause", page.Address.PathAndQuery);
    }
}
