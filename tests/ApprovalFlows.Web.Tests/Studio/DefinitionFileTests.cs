using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>Definitions as files, to and from a genuine Elsa 3.8 server.</summary>
public sealed class DefinitionFileTests : IAsyncDisposable
{
    private readonly StudioClient studio = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => studio.DisposeAsync();

    [Fact]
    public async Task Import_OfAGenuineExport_ComesBackAsItWas()
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(
            RepositoryFiles.PathOf("tests/definitions/server-definition-export.json"), Cancellation))!;

        var imported = await studio.PostAsync("/workflow-definitions/import", file);

        Assert.Equal(file["definitionId"]!.ToString(), imported["definitionId"]!.ToString());
        Assert.False((bool)imported["isPublished"]!);
        var exported = await studio.GetAsync($"/workflow-definitions/{file["definitionId"]}/export");
        Assert.True(JsonNode.DeepEquals(file["root"], exported["root"]), exported["root"]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(file["variables"], exported["variables"]));
    }

    [Fact]
    public async Task Import_OfADefinitionThatExists_BecomesItsNextDraft()
    {
        var published = await studio.SaveAsync(StudioClient.NewModel("a"), publish: true);
        var file = (await studio.GetAsync($"/workflow-definitions/{published["definitionId"]}/export")).AsObject();
        StudioClient.StepsOf(file).Add(StudioClient.Step("one"));

        var imported = await studio.PostAsync("/workflow-definitions/import", file);

        Assert.Equal(2, (int)imported["version"]!);
        Assert.Single(StudioClient.StepsOf(imported.AsObject()));
    }

    [Fact]
    public async Task Export_OfSeveralVersions_IsAnArchive()
    {
        var one = await studio.SaveAsync(StudioClient.NewModel("one"));
        var two = await studio.SaveAsync(StudioClient.NewModel("two"));
        var ids = new JsonArray(one["id"]!.DeepClone(), two["id"]!.DeepClone());
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/elsa/api/bulk-actions/export/workflow-definitions")
        {
            Content = JsonContent.Create(new JsonObject { ["ids"] = ids, ["includeConsumingWorkflows"] = false }),
        };

        using var answer = await studio.Host.SendAsync("auditor", request);

        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(answer.Content.Headers.ContentDisposition!.FileName);
        await using var content = await answer.Content.ReadAsStreamAsync(Cancellation);
        using var archive = new ZipArchive(content);
        Assert.Equal(2, archive.Entries.Count);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"name":"x","root":{"id":"r","type":"Elsa.Flowchart","activities":[{"id":"a"}]}}""")]
    public async Task Import_OfWhatIsNoDefinition_IsRefusedWithASentence(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-definitions/import")
        {
            Content = new StringContent(body, null, "application/json"),
        };

        using var answer = await studio.Host.SendAsync("flow-admin", request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_AsAClientOfElsa_YieldsATokenThatReads()
    {
        var path = "/identity/login";
        var right = new JsonObject { ["username"] = "auditor", ["password"] = TestApplication.Password };
        var wrong = new JsonObject { ["username"] = "auditor", ["password"] = "x" };

        var entered = await studio.AskAsync(HttpMethod.Post, path, right, null);
        var refused = await studio.AskAsync(HttpMethod.Post, path, wrong, null);

        Assert.True((bool)entered.Body!["isAuthenticated"]!);
        Assert.NotEmpty(entered.Body["accessToken"]!.ToString());
        Assert.NotEmpty(entered.Body["refreshToken"]!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.False((bool)refused.Body!["isAuthenticated"]!);
    }

    [Fact]
    public async Task Subgraph_OfAStepWithinAStep_HasTheWayToIt()
    {
        var draft = await studio.SaveAsync(StudioClient.NewModel("nested"));
        var outer = StudioClient.Step("if", "Elsa.If");
        outer["then"] = StudioClient.Step("inner");
        StudioClient.StepsOf(draft).Add(outer);
        var saved = await studio.SaveAsync(draft);
        var ifNode = "Workflow1:9b712ad2decbd97b:if";

        var part = await studio.GetAsync($"/workflow-definitions/subgraph/{saved["id"]}?parentNodeId={ifNode}");
        var way = await studio.GetAsync(
            $"/workflow-definitions/subgraph/segments/{saved["id"]}?childNodeId={ifNode}:inner");

        Assert.Equal("if", part["activity"]!["id"]!.ToString());
        Assert.Equal("inner", way["childNode"]!["activity"]!["id"]!.ToString());
        var segment = Assert.Single(way["pathSegments"]!.AsArray())!;
        Assert.Equal(("if", "Then"), (segment["activityId"]!.ToString(), segment["portName"]!.ToString()));
    }

    [Fact]
    public async Task References_OfAConsumer_FollowThePublishedVersion()
    {
        var used = StudioClient.NewModel("Used Flow");
        used["options"] = new JsonObject { ["usableAsActivity"] = true };
        var first = await studio.SaveAsync(used, publish: true);
        var consumer = await studio.SaveAsync(StudioClient.NewModel("consumer"));
        StudioClient.StepsOf(consumer).Add(StudioClient.Step("child", "UsedFlow"));
        await studio.SaveAsync(consumer);
        StudioClient.StepsOf(first).Add(StudioClient.Step("one"));
        await studio.SaveAsync(first, publish: true);
        var address = $"/workflow-definitions/{first["definitionId"]}";

        var consumers = await studio.GetAsync($"{address}/consumers");
        var changed = await studio.PostAsync($"{address}/update-references", new JsonObject());

        var id = consumer["definitionId"]!.ToString();
        Assert.Equal(id, Assert.Single(consumers["consumingWorkflowDefinitionIds"]!.AsArray())!.ToString());
        Assert.Equal(id, Assert.Single(changed["affectedWorkflows"]!.AsArray())!.ToString());
        var latest = await studio.LatestAsync(id);
        Assert.Equal(2, (int)Assert.Single(StudioClient.StepsOf(latest))!["version"]!);
    }
}
