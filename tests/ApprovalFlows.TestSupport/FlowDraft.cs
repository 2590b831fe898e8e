using System.Text.Json.Nodes;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.TestSupport;

/// <summary>A small definition, written as Elsa writes it: a sequence of activities.</summary>
public sealed class FlowDraft(string definitionId)
{
    private readonly JsonArray activities = [];
    private readonly JsonArray variables = [];
    private readonly JsonObject options = [];

    public string DefinitionId => definitionId;

    public static JsonObject Literal(object value, string type = "Object") => Expression("Literal", type, value);

    public static JsonObject Script(string script, string type = "Object") => Expression("JavaScript", type, script);

    public static JsonObject List(string type, params string[] items) => Expression(
        "Object", type + "[]", new JsonArray([.. items.Select(item => JsonValue.Create(item))]).ToJsonString());

    public static JsonObject Reference(string variable) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject
        {
            ["type"] = "Variable",
            ["value"] = new JsonObject { ["id"] = "v" + variable, ["name"] = variable },
        },
    };

    public FlowDraft Variable(string name)
    {
        variables.Add(new JsonObject
        {
            ["id"] = "v" + name,
            ["name"] = name,
            ["typeName"] = "Object",
            ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver",
        });
        return this;
    }

    public FlowDraft Option(string name, string value)
    {
        options[name] = value;
        return this;
    }

    public FlowDraft Starts(string path, string method, params (string Name, JsonNode Value)[] more) =>
        Endpoint(path, method, more, canStart: true);

    /// <summary>Starts by the clock.</summary>
    public FlowDraft Recurs(string type, params (string Name, JsonNode Value)[] inputs) => Add(type, inputs, true);

    public FlowDraft Waits(string path, string method, params (string Name, JsonNode Value)[] more) =>
        Endpoint(path, method, more, canStart: false);

    /// <summary>Keeps the parsed content of the last activity, or another of its outputs.</summary>
    public FlowDraft Keeps(string variable, string output = "parsedContent")
    {
        activities[^1]![output] = new JsonObject
        {
            ["typeName"] = "Object",
            ["memoryReference"] = new JsonObject { ["id"] = "v" + variable },
        };
        return this;
    }

    public FlowDraft Answers(JsonNode content, params (string Name, JsonNode Value)[] more) =>
        Then("Elsa.WriteHttpResponse", [("content", content), .. more]);

    public FlowDraft Then(string type, params (string Name, JsonNode Value)[] inputs) => Add(type, inputs, false);

    /// <summary>One more property of the last activity.</summary>
    public FlowDraft With(string name, JsonNode value)
    {
        activities[^1]![name] = value;
        return this;
    }

    /// <summary>The last activity alone, as the body of another one.</summary>
    public JsonNode Body()
    {
        var body = activities[^1]!.DeepClone();
        body["id"] = "body";
        return body;
    }

    public string ToJson() => new JsonObject
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["version"] = 1,
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["variables"] = variables.DeepClone(),
        ["options"] = options.DeepClone(),
        ["root"] = new JsonObject
        {
            ["id"] = "root",
            ["type"] = "Elsa.Sequence",
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["activities"] = activities.DeepClone(),
        },
    }.ToJsonString();

    public void SaveTo(string folder) =>
        File.WriteAllText(Path.Combine(folder, definitionId + ".json"), ToJson());

    /// <exception cref="InvalidOperationException">Publishing was refused.</exception>
    public Task PublishAsync(IServiceProvider services, CancellationToken cancellation = default) =>
        services.GetRequiredService<UnitOfWork>().RunAsync<DefinitionLibrary>(
            null,
            async library =>
            {
                await library.SaveDraftAsync(ToJson(), null, cancellation);
                var published = await library.PublishAsync(definitionId, cancellation);
                if (!published.Succeeded)
                    throw new InvalidOperationException(string.Join('\n', published.Errors));
            },
            cancellation);

    private FlowDraft Endpoint(
        string path, string method, (string Name, JsonNode Value)[] more, bool canStart) => Add(
            "Elsa.HttpEndpoint",
            [
                ("path", path.StartsWith("js:", StringComparison.Ordinal)
                    ? Script(path[3..], "String")
                    : Literal(path, "String")),
                ("supportedMethods", List("String", method.Split(','))),
                .. more,
            ],
            canStart);

    private FlowDraft Add(string type, (string Name, JsonNode Value)[] inputs, bool canStart)
    {
        var activity = new JsonObject
        {
            ["id"] = $"a{activities.Count}",
            ["type"] = type,
            ["version"] = 1,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = canStart },
        };
        foreach (var (name, value) in inputs) activity[name] = value;
        activities.Add(activity);
        return this;
    }

    private static JsonObject Expression(string kind, string type, object value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = kind, ["value"] = JsonValue.Create(value) },
    };
}
