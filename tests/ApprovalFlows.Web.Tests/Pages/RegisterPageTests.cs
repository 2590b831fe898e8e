using System.Net;
using System.Text;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Pages;

/// <summary>The registers as people meet them, without any script.</summary>
public sealed class RegisterPageTests(RegisterPageTests.Site application)
    : IClassFixture<RegisterPageTests.Site>
{
    /// <summary>One program for all of them.</summary>
    public sealed class Site : TestApplication;

    [Theory]
    [InlineData("window", "/workers?q=nguyen+thi", "zh-CN", "Nguyễn Thị Mẫu")]
    [InlineData("worker", "/workers", "vi", "022195004567")]
    [InlineData("zone", "/enterprises?kind=labour-agency", "en", "Labour agency")]
    [InlineData("border", "/crossings", "vi", "Ghi xuất nhập cảnh")]
    [InlineData("employer", "/roster", "zh-CN", "下载模板")]
    [InlineData("employer", "/workers/new", "vi", "Giấy tờ xuất nhập cảnh")]
    [InlineData("hr", "/enterprises/new", "zh-CN", "统一社会信用代码 *")]
    [InlineData("hr", "/enterprises/import", "vi", "Nhập doanh nghiệp")]
    public async Task Page_ForThoseItIsFor_TellsItsMatter(string user, string address, string language, string text)
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var page = await visitor.OpenAsync(address, language);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(text, page.Text);
    }

    [Fact]
    public async Task WorkerPage_OfThePolice_UnmasksForAReasonAndTellsIt()
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("police");
        var list = await visitor.OpenAsync("/workers?q=nguyen+thi+mau");
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
        Assert.Contains("3,出生日期", refusals);
        Assert.DoesNotContain("Lê Văn", refusals);
        Assert.DoesNotContain("2015-01-01", refusals);
    }

    [Theory]
    [InlineData("police", "/workers/new")]
    [InlineData("auditor", "/workers/new")]
    [InlineData("zone", "/enterprises/new")]
    [InlineData("employer", "/enterprises/new")]
    [InlineData("police", "/enterprises/import")]
    public async Task Page_ForOthers_IsRefused(string user, string address)
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var page = await visitor.OpenAsync(address);

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
    }

    [Fact]
    public async Task Worker_RegisteredOnThePage_IsCorrectedByFieldThenLetGo()
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("employer2");
        var typed = new Dictionary<string, string>
        {
            ["nameOriginal"] = "Đỗ Thị Hồng",
            ["sex"] = "2",
            ["birthDate"] = "2015-05-05",
            ["documentKind"] = "TX",
            ["documentNumber"] = "PAGE-1",
            ["documentIssuer"] = "Công an",
            ["documentIssuedOn"] = "2026-01-10",
            ["documentExpiresOn"] = "2027-01-10",
            ["mode"] = "commuter",
            ["workAreaCode"] = "450681101",
        };

        var wrong = await visitor.PressAsync(
            await visitor.OpenAsync("/workers/new"), "main form button[type=submit]", typed);
        var shown = await visitor.PressAsync(
            wrong, "main form button[type=submit]", new Dictionary<string, string> { ["birthDate"] = "1995-05-05" });
        var gone = await visitor.PressAsync(
            shown, "form:has(input[value=employ]) button[type=submit]",
            new Dictionary<string, string> { ["reason"] = "合同到期" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("18", Assert.Single(wrong.Errors));
        Assert.NotNull(wrong.Document.QuerySelector("#f-birthDate.is-invalid"));
        Assert.Equal("Đỗ Thị Hồng", shown.Heading);
        Assert.Equal("/workers", gone.Address.AbsolutePath);
        Assert.DoesNotContain("Đỗ Thị Hồng", gone.Text);
    }

    [Fact]
    public async Task Enterprise_RegisteredOnThePage_IsChangedAndShownWithItsKind()
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("hr");
        var typed = new Dictionary<string, string>
        {
            ["name"] = "东兴示例咨询有限公司",
            ["unifiedSocialCreditCode"] = "91330100799655058B",
            ["kind"] = "consulting",
            ["areaCode"] = "450681100",
        };

        var empty = await visitor.PressAsync(
            await visitor.OpenAsync("/enterprises/new"), "main form button[type=submit]");
        var shown = await visitor.PressAsync(empty, "main form button[type=submit]", typed);
        var changed = await visitor.PressAsync(
            shown, "form:has(input[value=change]) button[type=submit]",
            new Dictionary<string, string> { ["kind"] = "training", ["reason"] = "更正" });

        Assert.Equal(4, empty.Errors.Count);
        Assert.Contains("咨询", shown.Text);
        Assert.Contains("培训", changed.Text);
        Assert.Contains("更正", changed.Text);
    }

    [Fact]
    public async Task Enterprises_FromAFileOfAllKinds_AreRegisteredOnceAndExportedHarmless()
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync("hr");
        var file = Encoding.UTF8.GetBytes(
            """
            name,unifiedSocialCreditCode,kind,areaCode,pilotFrom
            =1+1有限公司,9144030071526726XG,Đào tạo,450681100,2026-01-01
            示例对外承包有限公司,914403001922038216,对外承包工程,230719003,
            坏代码有限公司,91450681MA0TEXT12C,employer,450681100,
            """);

        var page = await visitor.PressAsync(
            await visitor.OpenAsync("/enterprises/import"), "main form button[type=submit]", null, File(file));
        var again = await visitor.PressAsync(page, "main form button[type=submit]", null, File(file));
        var export = await ReadAsync(visitor, "/enterprises/export?kind=training");

        Assert.Contains("新登记 2", page.Text);
        Assert.Contains("未登记 1", page.Text);
        Assert.Contains("无变化 2", again.Text);
        Assert.Contains("'=1+1有限公司", export);

        static Dictionary<string, byte[]> File(byte[] content) => new() { ["file"] = content };
    }

    [Theory]
    [InlineData("employer", "/workers/export?q=nguyen+thi", "022195004567", "*022195004567")]
    [InlineData("window", "/workers/export?q=nguyen+thi", "********4567", "022195004567")]
    [InlineData("auditor", "/workers/export", "Nguyễn **", "Thị")]
    [InlineData("window", "/workers/papers/export?q=nguyen+thi", "***********0017", "GTH-2026")]
    [InlineData("employer", "/workers/papers/export", "GTH-2026-000017", "*0017")]
    [InlineData("hr", "/enterprises/certificates/export", "号码", "022195004567")]
    public async Task Export_ForEachReader_IsMaskedAsTheList(string user, string address, string there, string missing)
    {
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var text = await ReadAsync(visitor, address);

        Assert.Contains(there, text);
        Assert.DoesNotContain(missing, text);
    }

    private static async Task<string> ReadAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.AskAsync(new HttpRequestMessage(HttpMethod.Get, address));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
