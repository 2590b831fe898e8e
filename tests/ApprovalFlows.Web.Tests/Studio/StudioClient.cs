using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Web.Tests.Api;

namespace ApprovalFlows.Web.Tests.Studio;

/// <summary>The program in this process, asked as Studio asks it.</summary>
internal sealed class StudioClient : IAsyncDisposable
{
    private const string Base = "/elsa/api";

    public ApiHost Host { get; } = new(TestDatabase.AsConfigured);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(
        HttpMethod method, string path, JsonNode? body = null, string? user = "flow-admin", string? tab = null)
    {
        using var request = new HttpRequestMessage(method, Base + path);
        if (tab is not null) request.Headers.Add("X-Designer-Tab", tab);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), null, "application/json");
        using var answer = await Host.SendAsync(user, request);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal);
        return (answer.StatusCode, isJson == true ? JsonNode.Parse(text) : JsonValue.Create(text));
    }

    public async Task<JsonNode> GetAsync(string path, string user = "flow-admin") =>
        MustSucceed(await AskAsync(HttpMethod.Get, path, null, user));

    public async Task<JsonNode> PostAsync(string path, JsonNode body, string user = "flow-admin") =>
        MustSucceed(await AskAsync(HttpMethod.Post, path, body, user));

    /// <summary>Saves as the editor does: the whole definition, as it came.</summary>
    public async Task<JsonObject> SaveAsync(JsonObject model, bool publish = false)
    {
        var answer = await PostAsync("/workflow-definitions", Saving(model, publish));
        return answer["workflowDefinition"]!.DeepClone().AsObject();
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> TrySaveAsync(
        JsonObject model, bool publish = false, string? tab = null) =>
        AskAsync(HttpMethod.Post, "/workflow-definitions", Saving(model, publish), tab: tab);

    public async Task<JsonObject> LatestAsync(string definitionId) =>
        (await GetAsync($"/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest"))
            .DeepClone().AsObject();

    /// <summary>The dialog "Create workflow": no ids, no lists, an empty flowchart.</summary>
    public static JsonObject NewModel(string name) => new()
    {
        ["definitionId"] = null,
        ["name"] = name,
        ["description"] = null,
        ["toolVersion"] = "3.8.0.0",
        ["variables"] = null,
        ["inputs"] = null,
        ["outputs"] = null,
        ["outcomes"] = null,
        ["customProperties"] = null,
        ["isReadonly"] = false,
        ["options"] = null,
        ["root"] = new JsonObject
        {
            ["id"] = "9b712ad2decbd97b",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["name"] = "Flowchart1",
        },
        ["links"] = null,
        ["createdAt"] = "0001-01-01T00:00:00+00:00",
        ["version"] = 1,
        ["isLatest"] = true,
        ["isPublished"] = false,
        ["id"] = null,
    };

    /// <summary>A step as it arrives from the toolbox.</summary>
    public static JsonObject Step(string id, string type = "Elsa.WriteLine", int version = 1) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["type"] = type,
        ["version"] = version,
        ["metadata"] = new JsonObject { ["displayText"] = id },
        ["customProperties"] = new JsonObject(),
    };

    public static JsonArray StepsOf(JsonObject definition)
    {
        var root = definition["root"]!.AsObject();
        if (root["activities"] is JsonArray steps) return steps;
        var none = new JsonArray();
        root["activities"] = none;
        return none;
    }

    private static JsonObject Saving(JsonObject model, bool publish) =>
        new() { ["model"] = model.DeepClone(), ["publish"] = publish };

    private static JsonNode MustSucceed((HttpStatusCode Status, JsonNode? Body) answer)
    {
        Assert.True((int)answer.Status is >= 200 and < 300, $"{answer.Status}: {answer.Body}");
        return answer.Body!;
    }
}
