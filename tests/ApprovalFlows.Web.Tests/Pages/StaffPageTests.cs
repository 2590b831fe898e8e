using System.Net;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>People and posts as administrators and reviewers meet them, without any script.</summary>
public sealed class StaffPageTests
{
    [Theory]
    [InlineData("admin", "/posts", "zh-CN", "人员与岗位")]
    [InlineData("auditor", "/posts", "vi", "Nhân sự và vị trí")]
    [InlineData("hr", "/deputies", "en", "Deputies")]
    [InlineData("hr", "/recusals", "zh-CN", "公务员法 §76(2)")]
    [InlineData("admin", "/handovers?person=zone", "en", "Nobody else")]
    [InlineData("hr", "/who?step=employer-certificate%2Fre-check", "zh-CN", "市人社局复核人员")]
    [InlineData("admin", "/why", "vi", "Mã hồ sơ")]
    public async Task Page_ForThoseItIsFor_TellsItsMatter(string user, string address, string language, string text)
    {
        await using var application = new TestApplication();
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var page = await visitor.OpenAsync(address, language);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(text, page.Text);
    }

    [Fact]
    public async Task NameDeputy_ByAReviewer_IsSavedAndShownWithItsReason()
    {
        await using var application = new TestApplication();
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("hr");
        var form = await visitor.OpenAsync("/deputies");
        var today = Core.ChinaTime.DateOf(application.Clock.GetUtcNow()).ToString("yyyy-MM-dd", null);

        var page = await visitor.PressAsync(form, "aside button[type=submit]", new Dictionary<string, string>
        {
            ["deputy"] = "police",
            ["from"] = today,
            ["to"] = today,
            ["reason"] = "出差三天",
        });

        Assert.Contains("出差三天", page.Text);
        Assert.Contains("公安出入境民警", page.Text);
    }

    [Fact]
    public async Task Appoint_BackDated_IsRefusedAndKeepsWhatWasTyped()
    {
        await using var application = new TestApplication();
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("admin");
        var form = await visitor.OpenAsync("/posts");

        var page = await visitor.PressAsync(form, "aside button[type=submit]", new Dictionary<string, string>
        {
            ["person"] = "police",
            ["place"] = "zone-office/approval",
            ["from"] = "2020-01-01",
            ["reason"] = "typed reason",
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("不得倒签", page.Text);
        Assert.Contains("typed reason", page.Text);
    }
}
