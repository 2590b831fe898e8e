using System.Text.Json.Nodes;

namespace ApprovalFlows.Benchmarks.Engines;

/// <summary>A flow to run again and again, and how many activities one run executes.</summary>
internal sealed record EngineFlow(string Name, int Activities, JsonObject Root, bool Waits = false)
{
    public const string EventName = "Go";
    private const int Rounds = 1_000;
    private const int Branches = 100;

    public static IReadOnlyList<EngineFlow> All { get; } =
        [FiveSteps(), Loop(), Fork(), OneBookmark()];

    public static IEnumerable<EngineFlow> Named(IReadOnlyList<string> parts) => All.Where(flow =>
        parts.Count == 0 || parts.Any(part => flow.Name.Contains(part, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Bursts of one run, each durable before it is answered.</summary>
    public int Commits => Waits ? 2 : 1;

    public string Json => new JsonObject
    {
        ["definitionId"] = Name,
        ["name"] = Name,
        ["variables"] = new JsonArray(new JsonObject
        {
            ["id"] = "last",
            ["name"] = "Last",
            ["typeName"] = "Object",
            ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        }),
        ["root"] = Root.DeepClone(),
    }.ToJsonString();

    private static EngineFlow FiveSteps()
    {
        var names = Enumerable.Range(1, 5).Select(number => $"step{number}").ToList();
        return new(
            "5-activity flowchart",
            Activities: 7,
            Flowchart(names.Select(Line), names.Zip(names.Skip(1), (from, to) => Connection(from, "Done", to))));
    }

    private static EngineFlow Loop() => new("1,000-iteration loop", Activities: 2 + Rounds, new JsonObject
    {
        ["id"] = "loop",
        ["type"] = "Elsa.For",
        ["start"] = Literal("Int32", 1),
        ["end"] = Literal("Int32", Rounds),
        ["body"] = new JsonObject
        {
            ["id"] = "set",
            ["type"] = "Elsa.SetVariable",
            ["variable"] = new JsonObject { ["id"] = "last", ["name"] = "Last" },
            ["value"] = Literal("String", "x"),
        },
    });

    private static EngineFlow Fork()
    {
        var names = Enumerable.Range(1, Branches).Select(number => $"branch{number}").ToList();
        var fork = new JsonObject
        {
            ["id"] = "fork",
            ["type"] = "Elsa.FlowFork",
            ["branches"] = Literal("String[]", new JsonArray([.. names.Select(name => JsonValue.Create(name))])),
        };
        var join = new JsonObject
        {
            ["id"] = "join",
            ["type"] = "Elsa.FlowJoin",
            ["mode"] = Literal("FlowJoinMode", "WaitAll"),
        };
        return new(
            "100-branch fork",
            Activities: 4 + Branches,
            Flowchart(
                names.Select(Line).Prepend(fork).Append(join),
                names.Select(name => Connection("fork", name, name))
                    .Concat(names.Select(name => Connection(name, "Done", "join")))));
    }

    private static EngineFlow OneBookmark() => new(
        "one bookmark",
        Activities: 6,
        new JsonObject
        {
            ["id"] = "steps",
            ["type"] = "Elsa.Sequence",
            ["activities"] = new JsonArray(
                Line("before"),
                new JsonObject
                {
                    ["id"] = "wait",
                    ["type"] = "Elsa.Event",
                    ["eventName"] = Literal("String", EventName),
                },
                Line("after")),
        },
        Waits: true);

    private static JsonObject Flowchart(
        IEnumerable<JsonObject> activities, IEnumerable<JsonObject> connections) => new()
        {
            ["id"] = "chart",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray([.. activities]),
            ["connections"] = new JsonArray([.. connections]),
        };

    private static JsonObject Line(string id) =>
        new() { ["id"] = id, ["type"] = "Elsa.WriteLine", ["text"] = Literal("String", id) };

    private static JsonObject Connection(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    private static JsonObject Literal(string type, JsonNode value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject
        {
            ["type"] = value is JsonArray ? "Object" : "Literal",
            ["value"] = value is JsonArray ? value.ToJsonString() : value,
        },
    };
}
