using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Pages;

namespace ApprovalFlows.Web.Tests.Studio;

public sealed class HistoryPageTests
{
    private const string Address = "/studio/flows/employer-certificate";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_OfAFlowFromAFile_NamesNoAuthorAndOffersNothingToCompare()
    {
        await using var application = new TestApplication();
        using var auditor = new Visitor(application);
        await auditor.SignInAsync("auditor");

        var page = await auditor.OpenAsync(Address + "/history");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("第 1 版", page.Document.QuerySelector(".history-number")!.TextContent.Trim());
        Assert.Contains("来自文件", page.Document.QuerySelector(".history-table")!.TextContent);
        Assert.Empty(page.Document.QuerySelectorAll("main select"));
    }

    [Theory]
    [InlineData("zh-CN", "步骤“市人社局复核”（re-check）：自设办理时限 5 个工作日", "改动")]
    [InlineData("vi", "Bước “Thẩm tra lại của Sở Nhân lực” (re-check): thời hạn riêng nay là 5 ngày làm việc", "Đổi")]
    [InlineData("en", "Step “Re-check by the HR bureau” (re-check): own limit is now 5 working days", "Changed")]
    public async Task Comparison_OfTwoVersions_TellsInWordsAndAsAPicture(string language, string sentence, string state)
    {
        await using var application = new TestApplication();
        await EditAsync(application);
        using var auditor = new Visitor(application);
        await auditor.SignInAsync("auditor");

        var page = await auditor.OpenAsync(Address + "/compare?from=1&to=2", language);

        Assert.Contains(
            page.Document.QuerySelectorAll(".differences > li"), line => line.TextContent.Contains(sentence));
        var step = Assert.Single(page.Document.QuerySelectorAll("svg .picture-step.picture-changed"));
        Assert.Contains(state, step.QuerySelector("title")!.TextContent);
        Assert.Contains(sentence, step.QuerySelector("title")!.TextContent);
        Assert.NotEmpty(page.Document.QuerySelector("svg > desc")!.TextContent);
    }

    [Fact]
    public async Task Comparison_WithoutVersions_IsThatOfTheNewestWithTheOneBefore()
    {
        await using var application = new TestApplication();
        await EditAsync(application);
        using var auditor = new Visitor(application);
        await auditor.SignInAsync("auditor");

        var page = await auditor.OpenAsync(Address + "/compare");
        var same = await auditor.OpenAsync(Address + "/compare?from=2&to=2");

        Assert.Contains("第 1 版 → 第 2 版", page.Heading);
        Assert.Contains("两版没有差异", same.Document.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task GoingBack_WithAReason_MakesADraftAndLeadsToItsPublication()
    {
        await using var application = new TestApplication();
        await EditAsync(application);
        using var admin = new Visitor(application);
        await admin.SignInAsync("flow-admin");
        var page = await admin.OpenAsync(Address + "/history");

        var done = await admin.PressAsync(
            page, ".history-back button", new Dictionary<string, string> { ["reason"] = "误改" });

        Assert.Equal("?draft=3", done.Address.Query);
        Assert.Single(done.Document.QuerySelectorAll($".notice a[href='{Address}/publish']"));
        Assert.Equal(3, done.Document.QuerySelectorAll(".history-table tbody tr").Length);
        Assert.Contains("由第 1 版退回而来", done.Document.QuerySelector(".history-table tbody tr")!.TextContent);
        Assert.Contains("误改", done.Document.QuerySelector(".history-table tbody tr")!.TextContent);
    }

    [Fact]
    public async Task GoingBack_WithoutAReason_IsRefusedAtTheForm()
    {
        await using var application = new TestApplication();
        await EditAsync(application);
        using var admin = new Visitor(application);
        await admin.SignInAsync("flow-admin");
        var page = await admin.OpenAsync(Address + "/history");

        var refused = await admin.PressAsync(page, ".history-back button");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.NotEmpty(refused.Errors);
        Assert.Single(refused.Document.QuerySelectorAll("details.history-back[open] .field-error"));
        Assert.Equal(2, refused.Document.QuerySelectorAll(".history-table tbody tr").Length);
    }

    [Theory]
    [InlineData("auditor", "/history", HttpStatusCode.OK)]
    [InlineData("hr", "/history", HttpStatusCode.Forbidden)]
    [InlineData("employer", "/compare", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "/compare?from=1&to=7", HttpStatusCode.NotFound)]
    [InlineData("auditor", "x/history", HttpStatusCode.NotFound)]
    public async Task Pages_ForEachReader_OpenForThoseWhoMayRead(string user, string page, HttpStatusCode status)
    {
        await using var application = new TestApplication();
        await EditAsync(application);
        using var visitor = new Visitor(application);
        await visitor.SignInAsync(user);

        var opened = await visitor.OpenAsync(Address + page);

        Assert.Equal(status, opened.Status);
        Assert.Empty(opened.Document.QuerySelectorAll(".history-back"));
    }

    /// <summary>Saves a draft in which the re-check has a limit of its own, as Studio does.</summary>
    private static async Task EditAsync(TestApplication application)
    {
        using var client = await application.SignInAsync("flow-admin", Cancellation);
        const string api = "/elsa/api/workflow-definitions";
        var model = JsonNode.Parse(await client.GetStringAsync(
            api + "/by-definition-id/employer-certificate?versionOptions=Latest", Cancellation))!.AsObject();
        model["root"]!["activities"]!.AsArray().Single(step => step!["id"]!.ToString() == "re-check")!["workingDays"] =
            JsonNode.Parse("""{ "typeName": "Int32", "expression": { "type": "Literal", "value": "5" } }""");
        using var answer = await client.PostAsJsonAsync(
            api, new JsonObject { ["model"] = model, ["publish"] = false }, Cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
