using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using static ApprovalFlows.Web.Tests.Studio.StudioClient;

namespace ApprovalFlows.Web.Tests.Studio;

public sealed class DefinitionTests : IAsyncDisposable
{
    private readonly StudioClient studio = new();

    public ValueTask DisposeAsync() => studio.DisposeAsync();

    [Fact]
    public async Task Create_AsTheDialogDoes_MakesAnEditableDraft()
    {
        var created = await studio.SaveAsync(NewModel("出差申请"));

        Assert.Equal(1, (int)created["version"]!);
        Assert.True((bool)created["isLatest"]!);
        Assert.False((bool)created["isPublished"]!);
        Assert.Equal("Workflow1:9b712ad2decbd97b", created["root"]!["nodeId"]!.ToString());
        Assert.All(["variables", "inputs", "outputs", "outcomes"], name => Assert.IsType<JsonArray>(created[name]));
        Assert.All(["customProperties", "options"], name => Assert.IsType<JsonObject>(created[name]));
        Assert.Contains(created["links"]!.AsArray(), link => link!["rel"]!.ToString() == "publish");
    }

    [Fact]
    public async Task Save_OverADraft_KeepsItsVersionAndGivesNodeIds()
    {
        var draft = await studio.SaveAsync(NewModel("a"));
        StepsOf(draft).Add(Step("one"));

        var saved = await studio.SaveAsync(draft);

        Assert.Equal(draft["id"]!.ToString(), saved["id"]!.ToString());
        Assert.Equal(1, (int)saved["version"]!);
        Assert.Equal("Workflow1:9b712ad2decbd97b:one", Assert.Single(StepsOf(saved))!["nodeId"]!.ToString());
    }

    [Fact]
    public async Task Save_AfterPublishing_MakesTheNextDraftAndLeavesThePublished()
    {
        var draft = await studio.SaveAsync(NewModel("a"));
        StepsOf(draft).Add(Step("one"));
        var published = await studio.SaveAsync(draft, publish: true);
        StepsOf(published).Add(Step("two"));

        var next = await studio.SaveAsync(published);

        Assert.True((bool)published["isPublished"]!);
        Assert.NotEqual(published["id"]!.ToString(), next["id"]!.ToString());
        Assert.Equal((2, true, false), ((int)next["version"]!, (bool)next["isLatest"]!, (bool)next["isPublished"]!));
        var old = await studio.GetAsync($"/workflow-definitions/by-id/{published["id"]}");
        Assert.Equal((false, true), ((bool)old["isLatest"]!, (bool)old["isPublished"]!));
    }

    [Fact]
    public async Task Publish_OfTheNextDraft_UnpublishesTheOlder()
    {
        var first = await studio.SaveAsync(NewModel("a"), publish: true);
        StepsOf(first).Add(Step("one"));
        var second = await studio.SaveAsync(first);

        var answer = await studio.PostAsync(
            $"/workflow-definitions/{second["definitionId"]}/publish", new JsonObject());

        Assert.True((bool)answer["workflowDefinition"]!["isPublished"]!);
        var list = await studio.GetAsync(
            $"/workflow-definitions?versionOptions=Published&DefinitionIds={second["definitionId"]}");
        Assert.Equal(2, (int)Assert.Single(list["items"]!.AsArray())!["version"]!);
    }

    [Fact]
    public async Task Save_ByASecondAdministrator_IsRefusedAndNothingIsLost()
    {
        var draft = await studio.SaveAsync(NewModel("a"));
        var definitionId = draft["definitionId"]!.ToString();
        var (first, second) = (await studio.LatestAsync(definitionId), await studio.LatestAsync(definitionId));
        StepsOf(first).Add(Step("first"));
        StepsOf(second).Add(Step("second"));
        await studio.SaveAsync(first);

        var (status, body) = await studio.TrySaveAsync(second);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(400, (int)body!["statusCode"]!);
        Assert.NotEmpty(Assert.Single(body["errors"]!["generalErrors"]!.AsArray())!.ToString());
        var kept = Assert.Single(StepsOf(await studio.LatestAsync(definitionId)));
        Assert.Equal("first", kept!["id"]!.ToString());
    }

    [Fact]
    public async Task Save_PostedBeforeTheLastWasAnswered_IsTheSameTabs()
    {
        var published = await studio.SaveAsync(NewModel("a"), publish: true);
        var definitionId = published["definitionId"]!.ToString();
        var model = await studio.LatestAsync(definitionId);
        foreach (var step in new[] { "one", "two", "three" })
        {
            StepsOf(model).Add(Step(step));

            var (status, body) = await studio.TrySaveAsync(model, tab: "tab");

            Assert.True(status == HttpStatusCode.OK, $"{step}: {body}");
        }

        Assert.Equal(3, StepsOf(await studio.LatestAsync(definitionId)).Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.TrySaveAsync(model, tab: "other")).Status);
    }

    [Fact]
    public async Task Save_OfATabBehindAnother_IsRefused()
    {
        var draft = await studio.SaveAsync(NewModel("a"));
        var model = await studio.LatestAsync(draft["definitionId"]!.ToString());
        StepsOf(model).Add(Step("one"));
        await studio.TrySaveAsync(model, tab: "mine");
        var theirs = await studio.LatestAsync(draft["definitionId"]!.ToString());
        StepsOf(theirs).Add(Step("two"));
        await studio.TrySaveAsync(theirs, tab: "theirs");

        var (status, body) = await studio.TrySaveAsync(model, tab: "mine");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("流程管理员", body!["errors"]!["generalErrors"]![0]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_ThatWouldEmptyTheGraph_IsRefused()
    {
        var draft = await studio.SaveAsync(NewModel("a"));
        StepsOf(draft).Add(Step("one"));
        StepsOf(draft).Add(Step("two"));
        var saved = await studio.SaveAsync(draft);
        StepsOf(saved).Clear();

        var (status, _) = await studio.TrySaveAsync(saved);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(2, StepsOf(await studio.LatestAsync(saved["definitionId"]!.ToString())).Count);
    }

    [Fact]
    public async Task UnknownSteps_TravelHidden_ComeBackWholeAndCannotBeLost()
    {
        var draft = await studio.SaveAsync(NewModel("a"));
        var strange = Step("strange", "Acme.Robot", 7);
        strange["arm"] = new JsonObject { ["left"] = true };
        StepsOf(draft).Add(Step("one"));
        StepsOf(draft).Add(strange);

        var saved = await studio.SaveAsync(draft);

        var hidden = StepsOf(saved).Single(step => step!["id"]!.ToString() == "strange")!;
        Assert.Equal("Elsa.NotFoundActivity", hidden["type"]!.ToString());
        Assert.Equal("Acme.Robot", hidden["missingTypeName"]!.ToString());
        var again = await studio.SaveAsync(saved);
        var exported = await studio.GetAsync($"/workflow-definitions/{again["definitionId"]}/export");
        var whole = exported["root"]!["activities"]!.AsArray().Single(step => step!["id"]!.ToString() == "strange")!;
        Assert.Equal(("Acme.Robot", 7), (whole["type"]!.ToString(), (int)whole["version"]!));
        Assert.True((bool)whole["arm"]!["left"]!);
        StepsOf(again).Remove(StepsOf(again).Single(step => step!["id"]!.ToString() == "strange"));
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.TrySaveAsync(again)).Status);
    }

    [Fact]
    public async Task Versions_OfOneFlow_AreListedRolledBackAndDeleted()
    {
        var first = await studio.SaveAsync(NewModel("a"), publish: true);
        StepsOf(first).Add(Step("one"));
        var second = await studio.SaveAsync(first);
        var address = $"/workflow-definitions/{second["definitionId"]}";

        var rolledBack = await studio.PostAsync($"{address}/revert/1", new JsonObject());

        var reverted = await studio.GetAsync($"/workflow-definitions/by-id/{rolledBack["id"]}");
        Assert.Equal(3, (int)reverted["version"]!);
        Assert.Empty(StepsOf(reverted.AsObject()));
        var versions = await studio.GetAsync($"{address}/versions");
        Assert.Equal([3, 2, 1], versions["items"]!.AsArray().Select(item => (int)item!["version"]!));
        var (status, _) = await studio.AskAsync(
            HttpMethod.Delete, $"/workflow-definition-versions/{second["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, status);
        versions = await studio.GetAsync($"{address}/versions");
        Assert.Equal([3, 1], versions["items"]!.AsArray().Select(item => (int)item!["version"]!));
    }

    [Fact]
    public async Task Retract_OfAPublishedFlow_LeavesTheVersion()
    {
        var published = await studio.SaveAsync(NewModel("a"), publish: true);
        var address = $"/workflow-definitions/{published["definitionId"]}/retract";

        var retracted = await studio.PostAsync(address, new JsonObject());

        Assert.False((bool)retracted["isPublished"]!);
    }

    [Fact]
    public async Task List_WithParameters_IsPagedOrderedAndSearched()
    {
        foreach (var name in new[] { "Beta", "Aalpha", "Gamma" }) await studio.SaveAsync(NewModel(name));

        var page = await studio.GetAsync(
            "/workflow-definitions?versionOptions=Latest&Page=0&PageSize=2&OrderBy=Name&OrderDirection=Ascending");
        var found = await studio.GetAsync("/workflow-definitions?versionOptions=Latest&SearchTerm=alph");

        var shipped = Directory.GetFiles(RepositoryFiles.PathOf("workflows"), "*.json").Length;
        Assert.Equal(2, page["items"]!.AsArray().Count);
        Assert.Equal(shipped + 3, (int)page["totalCount"]!);
        Assert.Equal("Aalpha", page["items"]![0]!["name"]!.ToString());
        Assert.Contains(page["links"]!.AsArray(), link => link!["rel"]!.ToString() == "bulk-publish");
        Assert.Equal("Aalpha", Assert.Single(found["items"]!.AsArray())!["name"]!.ToString());
    }

    [Fact]
    public async Task Auditor_Reads_AndIsShownNoLinkToWrite()
    {
        var list = await studio.GetAsync("/workflow-definitions?versionOptions=Latest", "auditor");
        var one = list["items"]![0]!["definitionId"]!.ToString();
        var full = await studio.GetAsync($"/workflow-definitions/by-definition-id/{one}", "auditor");

        var (status, _) = await studio.AskAsync(
            HttpMethod.Post, $"/workflow-definitions/{one}/publish", new JsonObject(), "auditor");

        Assert.Empty(list["links"]!.AsArray());
        Assert.DoesNotContain(full["links"]!.AsArray(), link => link!["rel"]!.ToString() == "publish");
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Names_AreUniqueOverFlows_NotWithinOne()
    {
        var saved = await studio.SaveAsync(NewModel("Taken"));

        var taken = await studio.GetAsync("/workflow-definitions/validation/is-name-unique?name=Taken");
        var own = await studio.GetAsync(
            $"/workflow-definitions/validation/is-name-unique?name=Taken&definitionId={saved["definitionId"]}");

        Assert.False((bool)taken["isUnique"]!);
        Assert.True((bool)own["isUnique"]!);
    }

    [Fact]
    public async Task Bulk_PublishAndDelete_SayWhatBecameOfEach()
    {
        var one = (await studio.SaveAsync(NewModel("one")))["definitionId"]!.ToString();
        var two = (await studio.SaveAsync(NewModel("two"), publish: true))["definitionId"]!.ToString();
        var ids = new JsonObject { ["definitionIds"] = new JsonArray(one, two, "none") };

        var published = await studio.PostAsync(
            "/bulk-actions/publish/workflow-definitions/by-definition-ids", ids);
        var deleted = await studio.PostAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", ids);

        Assert.Equal(one, Assert.Single(published["published"]!.AsArray())!.ToString());
        Assert.Equal(two, Assert.Single(published["alreadyPublished"]!.AsArray())!.ToString());
        Assert.Equal("none", Assert.Single(published["notFound"]!.AsArray())!.ToString());
        Assert.Empty(published["updatedConsumers"]!.AsArray());
        Assert.Equal(2, (int)deleted["deleted"]!);
    }
}
