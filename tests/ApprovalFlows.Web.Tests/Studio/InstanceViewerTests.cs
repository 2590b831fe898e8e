using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>The calls of Studio's instance list and viewer, for a running case and for trials.</summary>
public sealed class InstanceViewerTests : IAsyncDisposable
{
    private readonly StudioClient studio = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => studio.DisposeAsync();

    [Fact]
    public async Task List_OfARunningCase_JoinsItsVersion()
    {
        var number = await studio.Host.SubmitAsync();

        var row = await FindAsync(number);

        Assert.Equal(("Running", "Suspended"), (row["status"]!.ToString(), row["subStatus"]!.ToString()));
        var versions = await studio.GetAsync(
            $"/workflow-definitions?versionOptions=&Ids={row["definitionVersionId"]}", "auditor");
        Assert.Single(versions["items"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"statuses":["Finished"]}""")]
    [InlineData("""{"subStatus":"Faulted"}""")]
    [InlineData("""{"correlationId":"none"}""")]
    [InlineData("""{"definitionIds":["none"]}""")]
    [InlineData("""{"hasIncidents":true}""")]
    [InlineData("""{"version":99}""")]
    [InlineData("""{"timestampFilters":[{"column":"CreatedAt","operator":"LessThan","timestamp":"2001-01-01Z"}]}""")]
    public async Task List_WithAFilterThatDoesNotFit_IsEmpty(string filter)
    {
        await studio.Host.SubmitAsync();

        var page = await studio.PostAsync("/workflow-instances", JsonNode.Parse(filter)!, "auditor");

        Assert.Equal(0, (int)page["totalCount"]!);
    }

    [Fact]
    public async Task Viewer_OfARunningCase_ShowsStateJournalReportAndRecords()
    {
        var row = await FindAsync(await studio.Host.SubmitAsync());
        var id = row["id"]!.ToString();
        var definition = await studio.GetAsync($"/workflow-definitions/by-id/{row["definitionVersionId"]}");
        var nodes = definition["root"]!["activities"]!.AsArray()
            .Select(step => step!["nodeId"]!.ToString()).ToArray();

        var instance = await studio.GetAsync($"/workflow-instances/{id}", "auditor");
        var journal = await studio.PostAsync(
            $"/workflow-instances/{id}/journal?skip=0&take=110",
            JsonNode.Parse("""{"filter":{"excludedActivityTypes":["Elsa.Workflow","Elsa.Flowchart"]}}""")!,
            "auditor");
        var report = await studio.PostAsync("/activity-executions/report", new JsonObject
        {
            ["workflowInstanceId"] = id,
            ["activityNodeIds"] = new JsonArray([.. nodes.Select(node => JsonValue.Create(node))]),
        });

        var state = instance["workflowState"]!;
        Assert.All(
            ["bookmarks", "incidents", "completionCallbacks", "activityExecutionContexts"],
            name => Assert.IsType<JsonArray>(state[name]));
        Assert.NotEmpty(state["bookmarks"]!.AsArray());
        var entries = journal["items"]!.AsArray();
        Assert.Equal(entries.Count, (int)journal["totalCount"]!);
        Assert.All(entries, entry => Assert.Contains(entry!["nodeId"]!.ToString(), nodes));
        var waiting = Assert.Single(report["stats"]!.AsArray(), item => (bool)item!["isBlocked"]!)!;
        Assert.Equal((1, 0), ((int)waiting["startedCount"]!, (int)waiting["completedCount"]!));
        await MustShowExecutionsAsync(id, waiting["activityNodeId"]!.ToString());
    }

    [Fact]
    public async Task Viewer_OfARunningCase_ShowsNoPersonalData()
    {
        var body = await studio.Host.BodyAsync();
        var row = await FindAsync(await studio.Host.SubmitAsync(body));

        var variables = await studio.GetAsync($"/workflow-instances/{row["id"]}/variables");
        var instance = await studio.GetAsync($"/workflow-instances/{row["id"]}");

        Assert.NotEmpty(variables["items"]!.AsArray());
        var phone = body["values"]!.AsObject()
            .First(pair => pair.Key.Contains("hone", StringComparison.Ordinal)).Value!.ToString();
        Assert.DoesNotContain(phone, variables.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(phone, instance.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_OfACase_IsNotDeletedAndSaysWhy()
    {
        var number = await studio.Host.SubmitAsync();
        var row = await FindAsync(number);

        var (status, body) = await studio.AskAsync(HttpMethod.Delete, $"/workflow-instances/{row["id"]}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(number, body!["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(row["id"]!.ToString(), (await FindAsync(number))["id"]!.ToString());
    }

    [Fact]
    public async Task Trial_WithoutACase_IsCancelledAndThenDeleted()
    {
        var id = await StartTrialAsync();

        await studio.PostAsync($"/cancel/workflow-instances/{id}", new JsonObject());

        var state = await studio.GetAsync($"/workflow-instances/{id}/execution-state");
        Assert.Equal("Cancelled", state["workflowSubStatus"]!.ToString());
        var (status, _) = await studio.AskAsync(HttpMethod.Delete, $"/workflow-instances/{id}");
        Assert.Equal(HttpStatusCode.NoContent, status);
        var gone = await studio.AskAsync(HttpMethod.Get, $"/workflow-instances/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
    }

    [Fact]
    public async Task Bulk_CancelByDefinitionAndDelete_ConcernsThoseAlone()
    {
        var id = await StartTrialAsync();

        var cancelled = await studio.PostAsync(
            "/bulk-actions/cancel/workflow-instances", new JsonObject { ["definitionId"] = "trial" });
        var deleted = await studio.PostAsync(
            "/bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(id) });

        Assert.Equal(1, (int)cancelled["cancelledCount"]!);
        Assert.Equal(1, (int)deleted["deleted"]!);
    }

    [Fact]
    public async Task Retry_OfAFaultedInstance_RunsItAgain()
    {
        await new FlowDraft("faulty").Starts("faulty", "GET")
            .Then("Elsa.Fault", ("message", Literal("broken", "String")))
            .PublishAsync(studio.Host.Application.Services, Cancellation);
        using var started = await studio.Host.SendAsync(
            null, new HttpRequestMessage(HttpMethod.Get, "/workflows/faulty"));
        var page = await studio.PostAsync(
            "/workflow-instances", new JsonObject { ["definitionId"] = "faulty", ["hasIncidents"] = true });
        var id = Assert.Single(page["items"]!.AsArray())!["id"]!.ToString();

        var answer = await studio.PostAsync(
            "/alterations/workflows/retry",
            new JsonObject { ["workflowInstanceIds"] = new JsonArray(id, "none"), ["activityIds"] = new JsonArray() });

        var results = answer["results"]!.AsArray();
        Assert.Equal([true, false], results.Select(result => (bool)result!["isSuccessful"]!));
        var instance = await studio.GetAsync($"/workflow-instances/{id}");
        Assert.NotEmpty(instance["workflowState"]!["incidents"]!.AsArray());
        var export = await studio.GetAsync($"/workflow-instances/{id}/export");
        Assert.Equal(id, export["id"]!.ToString());
    }

    [Theory]
    [InlineData("/tests/activities")]
    [InlineData("/bulk-actions/import/workflow-instances")]
    public async Task What_IsNotOffered_IsRefusedWithASentence(string path)
    {
        var (status, body) = await studio.AskAsync(HttpMethod.Post, path, new JsonObject());

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(body!["errors"]!["generalErrors"]!.AsArray());
    }

    private async Task MustShowExecutionsAsync(string instanceId, string nodeId)
    {
        var query = $"?WorkflowInstanceId={instanceId}&ActivityNodeId={Uri.EscapeDataString(nodeId)}";
        var list = await studio.GetAsync("/activity-executions/list" + query, "auditor");
        var summaries = await studio.GetAsync("/activity-execution-summaries/list" + query, "auditor");
        var record = Assert.Single(list["items"]!.AsArray())!;
        var id = record["id"]!.ToString();
        Assert.Equal(id, Assert.Single(summaries["items"]!.AsArray())!["id"]!.ToString());
        Assert.Equal("Running", record["status"]!.ToString());
        Assert.True((bool)record["hasBookmarks"]!);
        var one = await studio.GetAsync($"/activity-executions/by-id?id={id}", "auditor");
        Assert.All(["activityState", "outputs", "properties"], name => Assert.IsType<JsonObject>(one[name]));
        var stack = await studio.GetAsync($"/activity-executions/{id}/call-stack", "auditor");
        Assert.Equal(id, stack["items"]!.AsArray()[^1]!["id"]!.ToString());
        Assert.Equal("Elsa.Workflow", stack["items"]![0]!["activityType"]!.ToString());
    }

    private async Task<JsonNode> FindAsync(string caseNumber)
    {
        var page = await studio.PostAsync("/workflow-instances", new JsonObject
        {
            ["page"] = 0,
            ["pageSize"] = 10,
            ["searchTerm"] = caseNumber,
            ["definitionIds"] = new JsonArray(),
            ["statuses"] = new JsonArray(),
            ["subStatuses"] = new JsonArray(),
            ["isSystem"] = false,
            ["orderBy"] = "Created",
            ["orderDirection"] = "Descending",
        });
        return Assert.Single(page["items"]!.AsArray())!;
    }

    private async Task<string> StartTrialAsync()
    {
        await new FlowDraft("trial").Starts("trial", "POST").Waits("trial/go", "POST")
            .PublishAsync(studio.Host.Application.Services, Cancellation);
        using var started = await studio.Host.SendAsync(
            null, new HttpRequestMessage(HttpMethod.Post, "/workflows/trial?workflowInstanceId=t1"));
        return "t1";
    }
}
