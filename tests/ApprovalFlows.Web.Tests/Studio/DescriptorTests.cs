using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlows.TestSupport;

namespace ApprovalFlows.Web.Tests.Studio;

public sealed class DescriptorTests : IAsyncDisposable
{
    private static readonly string[] Collections =
        ["inputs", "outputs", "ports", "customProperties", "constructionProperties"];

    private readonly StudioClient studio = new();

    public static TheoryData<string> Lists =>
    [
        "/descriptors/expression-descriptors", "/descriptors/workflow-activation-strategies",
        "/descriptors/incident-strategies", "/descriptors/log-persistence-strategies",
        "/descriptors/commit-strategies/workflows", "/descriptors/commit-strategies/activities",
        "/descriptors/variables", "/descriptors/storage-drivers",
        "/descriptors/output-converters?sourceType=String&destinationType=Int32", "/features/installed",
    ];

    public ValueTask DisposeAsync() => studio.DisposeAsync();

    [Fact]
    public async Task Activities_AllOfThem_HaveEveryCollectionAndAreUnique()
    {
        var items = (await studio.GetAsync("/descriptors/activities?Refresh=True"))["items"]!.AsArray();

        Assert.All(items, item => Assert.All(Collections, name => Assert.NotNull(item![name])));
        Assert.All(
            items.SelectMany(item => item!["inputs"]!.AsArray()),
            input => Assert.IsType<JsonObject>(input!["uiSpecifications"]));
        Assert.Distinct(items.Select(item => $"{item!["typeName"]} {item["version"]}"));
        var types = items.Select(item => item!["typeName"]!.ToString()).ToList();
        Assert.All(
            ["Elsa.Flowchart", "Elsa.NotFoundActivity", "Elsa.HttpEndpoint", "ApprovalFlows.ReviewStep"],
            type => Assert.Contains(type, types));
    }

    [Fact]
    public async Task Activity_OfTheGenuineServer_HasTheSameShape()
    {
        var genuine = JsonNode.Parse(Genuine)!;

        var answer = await studio.Host.AskAsync(
            "flow-admin", HttpMethod.Get, "/elsa/api/descriptors/activities/Elsa.WriteLine", null, "en");

        var ours = JsonNode.Parse(answer.MustSucceed().GetRawText())!;

        foreach (var (name, value) in genuine.AsObject())
            if (name != "inputs") Assert.True(JsonNode.DeepEquals(value, ours[name]), $"{name}: {ours[name]}");
        var input = ours["inputs"]![0]!;
        foreach (var (name, value) in genuine["inputs"]![0]!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, input[name]), $"{name}: {input[name]}");
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task List_OfEachKind_HasItemsAndTheirNumber(string path)
    {
        var list = await studio.GetAsync(path, "auditor");

        Assert.Equal(list["items"]!.AsArray().Count, (int)list["count"]!);
    }

    [Fact]
    public async Task Expressions_ThatPeopleChoose_AreThoseTheEngineEvaluates()
    {
        var list = (await studio.GetAsync("/descriptors/expression-descriptors"))["items"]!.AsArray();

        var offered = list.Where(item => (bool)item!["isBrowsable"]!).Select(item => item!["type"]!.ToString());
        Assert.Equal(["Input", "JavaScript", "Liquid", "Variable"], offered.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Options_OfAnInput_ReplaceItsSpecifications()
    {
        var answer = await studio.PostAsync(
            "/descriptors/activities/Elsa.WriteHttpResponse/options/ContentType",
            new JsonObject { ["context"] = new JsonObject() });

        var items = answer["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray();
        Assert.Contains(items, item => item!["value"]!.ToString() == "application/json");
    }

    [Fact]
    public async Task Declarations_OfADefinition_NameItsVariables()
    {
        await new FlowDraft("typed").Variable("Total").Starts("typed", "GET")
            .PublishAsync(studio.Host.Application.Services, TestContext.Current.CancellationToken);

        var text = (await studio.PostAsync(
            "/scripting/javascript/type-definitions/typed", new JsonObject())).ToString();

        Assert.Contains("declare function getTotal(): any;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getLastResult(): any;", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/descriptors/activities/Acme.Robot")]
    [InlineData("/descriptors/nothing")]
    [InlineData("/resilience/strategies")]
    public async Task Unknown_Address_Is404(string path)
    {
        var (status, _) = await studio.AskAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    private const string Genuine =
        """
        {
          "typeName": "Elsa.WriteLine", "namespace": "Elsa", "name": "WriteLine", "version": 1,
          "category": "Console", "displayName": "Write Line", "kind": "Action", "ports": [], "outputs": [],
          "constructionProperties": {}, "isContainer": false, "isBrowsable": true, "isStart": false,
          "isTerminal": false,
          "inputs": [{
            "isWrapped": true, "uiHint": "singleline", "isReadOnly": false, "isSensitive": false,
            "autoEvaluate": true, "uiSpecifications": {}, "name": "Text", "typeName": "String",
            "displayName": "Text", "order": 0, "isBrowsable": true, "isSerializable": true,
            "isSynthetic": false
          }]
        }
        """;
}
