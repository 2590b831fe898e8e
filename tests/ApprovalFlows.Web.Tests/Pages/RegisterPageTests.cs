using System.Net;
using System.Text;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>The registers as people meet them, without any script.</summary>
public sealed class RegisterPageTests
{
    [Theory]
    [InlineData("window", "/workers?q=nguyen+thi", "zh-CN", "Nguyễn Thị Mẫu")]
    [InlineData("worker", "/workers", "vi", "022195004567")]
    [InlineData("zone", "/enterprises?kind=labour-agency", "en", "Labour agency")]
    [InlineData("border", "/crossings", "vi", "Ghi xuất nhập cảnh")]
    [InlineData("employer", "/roster", "zh-CN", "下载模板")]
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
    public async Task WorkerPage_OfThePolice_UnmasksForAReasonAndTellsIt()
    {
        await using var application = new TestApplication();
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("police");
        var list = await visitor.OpenAsync("/workers");
        var address = list.Document.QuerySelector("td a[href^='/workers/']")!.GetAttribute("href")!;
        var page = await visitor.OpenAsync(address);

        var shown = await visitor.PressAsync(
            page, "form.staff-form button[type=submit]",
            new Dictionary<string, string> { ["field"] = "personalNumber", ["reason"] = "核对身份" });

        Assert.DoesNotContain("022195004567", page.Text);
        Assert.Contains("********4567", page.Text);
        Assert.Contains("022195004567", shown.Text);
        Assert.Contains("核对身份", shown.Text);
        Assert.Contains("查看完整号码", shown.Text);
    }

    [Fact]
    public async Task Roster_OfAnEmployer_NamesBadRowsAndOffersThemAsAFile()
    {
        await using var application = new TestApplication();
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("employer");
        var form = await visitor.OpenAsync("/roster");
        var file = Encoding.UTF8.GetBytes(
            """
            姓名（原文）,性别,出生日期,证件号码,签发机关,签发日期,有效期至
            Lê Văn Tốt,男,1990-01-01,GOOD-1,Công an,2026-01-01,2026-12-31
            Lê Văn Xấu,男,2015-01-01,BAD-1,Công an,2026-01-01,2026-12-31
            """);

        var page = await visitor.PressAsync(
            form, "aside button[type=submit]", null, new Dictionary<string, byte[]> { ["file"] = file });
        var download = page.Document.QuerySelector("a[href$='/refusals']")!.GetAttribute("href")!;
        using var answer = await visitor.AskAsync(new HttpRequestMessage(HttpMethod.Get, download));
        var refusals = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("新登记 1", page.Text);
        Assert.Contains("未满18周岁", page.Text);
        Assert.Contains("Lê Văn Xấu", refusals);
        Assert.DoesNotContain("Lê Văn Tốt", refusals);
    }
}
