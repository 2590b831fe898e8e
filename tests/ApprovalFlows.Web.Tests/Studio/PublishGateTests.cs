using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.Web.Tests.Pages;
using static ApprovalFlows.Web.Tests.Studio.StudioClient;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>However a version is to go live, the same checks stand in its way.</summary>
public sealed class PublishGateTests : IAsyncDisposable
{
    private const string Flow = "employer-certificate";
    private const string Stops =
        "步骤“不予核准”（refused）之后没有下一步，路径在此中断。请连接到下一步或“结束”步骤。";

    private readonly StudioClient studio = new();

    public ValueTask DisposeAsync() => studio.DisposeAsync();

    [Fact]
    public async Task Save_WithPublish_ShowsTheSentenceAndLeavesThePublishedVersion()
    {
        var model = Broken(await studio.LatestAsync(Flow));

        var (status, body) = await studio.TrySaveAsync(model, publish: true);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal([Stops], SentencesOf(body));
        Assert.Equal(1, (int)(await studio.LatestAsync(Flow))["version"]!);
    }

    [Theory]
    [InlineData($"/workflow-definitions/{Flow}/publish")]
    [InlineData("/bulk-actions/publish/workflow-definitions/by-definition-ids")]
    public async Task Publish_OfADraftWithAnError_ShowsTheSentence(string path)
    {
        await studio.SaveAsync(Broken(await studio.LatestAsync(Flow)));

        var (status, body) = await studio.AskAsync(
            HttpMethod.Post, path, new JsonObject { ["definitionIds"] = new JsonArray(Flow) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(SentencesOf(body), sentence => sentence.Contains(Stops, StringComparison.Ordinal));
        Assert.False((bool)(await studio.LatestAsync(Flow))["isPublished"]!);
    }

    [Fact]
    public async Task Publish_InBulk_PublishesWhatCanGoLive()
    {
        await studio.SaveAsync(Broken(await studio.LatestAsync(Flow)));
        var sound = await studio.SaveAsync(NewModel("sound"));
        var id = sound["definitionId"]!.ToString();

        var (status, _) = await studio.AskAsync(
            HttpMethod.Post,
            "/bulk-actions/publish/workflow-definitions/by-definition-ids",
            new JsonObject { ["definitionIds"] = new JsonArray(Flow, id) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.True((bool)(await studio.LatestAsync(id))["isPublished"]!);
    }

    [Fact]
    public async Task Page_WithAnError_NamesTheStepAndHasNoWayToPublish()
    {
        await studio.SaveAsync(Broken(await studio.LatestAsync(Flow)));
        using var admin = new Visitor(studio.Host.Application);
        await admin.SignInAsync("flow-admin");

        var page = await admin.OpenAsync($"/studio/flows/{Flow}/publish");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal([Stops], Listed(page, "Error"));
        Assert.True(page.Document.QuerySelector("main form button")!.HasAttribute("disabled"));
    }

    [Fact]
    public async Task Page_WithAWarning_PublishesWithAReasonOnly()
    {
        var model = await studio.LatestAsync(Flow);
        StepsOf(model).Add(Step("stray"));
        await studio.SaveAsync(model);
        using var admin = new Visitor(studio.Host.Application);
        await admin.SignInAsync("flow-admin");
        var page = await admin.OpenAsync($"/studio/flows/{Flow}/publish");

        var refused = await admin.PressAsync(page, "main form button");
        var done = await admin.PressAsync(
            refused, "main form button", new Dictionary<string, string> { ["reason"] = "下周接入" });

        Assert.Single(Listed(page, "Warning"));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(2, refused.Errors.Count);
        Assert.Equal("?done=2", done.Address.Query);
        Assert.Contains("第 2 版已发布。", done.Document.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.True((bool)(await studio.LatestAsync(Flow))["isPublished"]!);
    }

    [Fact]
    public async Task Page_ForAnAuditor_OnlyReads()
    {
        await studio.SaveAsync(await studio.LatestAsync(Flow));
        using var auditor = new Visitor(studio.Host.Application);
        await auditor.SignInAsync("auditor");

        var page = await auditor.OpenAsync($"/studio/flows/{Flow}/publish");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Document.QuerySelector("main form textarea"));
    }

    [Fact]
    public async Task Page_ForAReviewer_IsForbidden()
    {
        using var reviewer = new Visitor(studio.Host.Application);
        await reviewer.SignInAsync("window");

        var page = await reviewer.OpenAsync($"/studio/flows/{Flow}/publish");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
    }

    private static JsonObject Broken(JsonObject model)
    {
        var lines = model["root"]!["connections"]!.AsArray();
        lines.Remove(lines.Single(line => line!["source"]!["activity"]!.ToString() == "refused"));
        return model;
    }

    private static IEnumerable<string> SentencesOf(JsonNode? body) =>
        body!["errors"]!["generalErrors"]!.AsArray().Select(item => item!.ToString());

    private static IEnumerable<string> Listed(Page page, string severity) =>
        page.Document.QuerySelectorAll($"[data-severity={severity}] li").Select(line => line.TextContent.Trim());
}
