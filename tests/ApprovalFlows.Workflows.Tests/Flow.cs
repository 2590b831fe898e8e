using System.Text.Json;
using ApprovalFlows.Workflows.Conformance;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Tests;

/// <summary>A trial host and short ways to run a definition in it.</summary>
internal sealed class Flow
{
    public const string DefinitionId = "flow";

    public Flow(Action<WorkflowOptions>? configure = null) => Host = new TrialHost(
        services => services.BuildServiceProvider(),
        options =>
        {
            options.AddActivitiesFrom<Flow>();
            configure?.Invoke(options);
        });

    public TrialHost Host { get; }
    public List<string> Lines => Host.Lines;

    public static async Task<Flow> RunAsync(string root, Action<WorkflowOptions>? configure = null)
    {
        var flow = new Flow(configure);
        await flow.ImportAsync(root);
        flow.Last = await flow.StartAsync();
        return flow;
    }

    public BurstResult? Last { get; set; }

    public Task<PublishResult> ImportAsync(
        string root, string? variables = null, string definitionId = DefinitionId, string? more = null) =>
        ImportJsonAsync($$"""
            {"definitionId":"{{definitionId}}","name":"{{definitionId}}","variables":{{variables ?? "[]"}},
             {{more}} "root":{{root}}}
            """);

    public Task<PublishResult> ImportJsonAsync(string json) => Host.RunAsync(provider =>
        provider.GetRequiredService<DefinitionLibrary>().ImportAsync(json, publish: true));

    public Task<BurstResult> StartAsync(object? input = null, string definitionId = DefinitionId) =>
        StartAsync(new StartRequest { DefinitionId = definitionId, Input = InputOf(input) });

    public async Task<BurstResult> StartAsync(StartRequest request) =>
        Last = await Host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().StartAsync(request));

    public async Task<BurstResult> ResumeAsync(string activityId, object? input = null)
    {
        var bookmark = (await BookmarksAsync()).First(item => item.ActivityId == activityId);
        return Last = await Host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().ResumeAsync(new ResumeRequest
            {
                InstanceId = bookmark.InstanceId,
                BookmarkId = bookmark.Id,
                Input = InputOf(input),
            }));
    }

    public Task<IReadOnlyList<StoredBookmark>> BookmarksAsync() =>
        Host.ReadAsync(store => store.FindBookmarksAsync(new BookmarkFilter()));

    public async Task<string> JournalAsync() => string.Join(' ',
        (await Host.ReadAsync(store => store.ReadJournalAsync(Last!.InstanceId, 0, 10_000)))
        .Select(entry => $"{entry.ActivityId}.{entry.EventName}"));

    public static string Sequence(params string[] activities) =>
        $$"""{"id":"seq","type":"Elsa.Sequence","activities":[{{string.Join(',', activities)}}]}""";

    public static string Activity(string id, string type, params string[] properties) =>
        $$"""{"id":"{{id}}","type":"{{type}}"{{string.Concat(properties.Select(item => "," + item))}}}""";

    public static string Line(string id, string text) =>
        Activity(id, "Elsa.WriteLine", Literal("text", text));

    public static string Script(string name, string text) => Input(name, "JavaScript", text);

    public static string Literal(string name, string? value) => Input(name, "Literal", value);

    public static string Input(string name, string type, string? value) =>
        $$$"""
        "{{{name}}}":{"typeName":"String",
        "expression":{"type":"{{{type}}}","value":{{{JsonSerializer.Serialize(value)}}}}}
        """;

    private static Dictionary<string, object?> InputOf(object? input) =>
        input is null
            ? []
            : JsonSerializer.SerializeToNode(input)!.AsObject().ToDictionary(
                pair => pair.Key, pair => PlainJson.ToObject(pair.Value));
}
