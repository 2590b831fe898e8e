using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>Does the steps of a case on a fresh host and records what happens, as the recordings do.</summary>
public sealed class ConformanceReplay(Func<IServiceCollection, IServiceProvider> build)
{
    public const string CounterMode = "counter";
    public const string TokenMode = "token";
    public const string StrictMode = "token-strict";

    private const string ModernScript = "modern-javascript";

    private static readonly ElsaDefects[] Known =
        [.. Enum.GetValues<ElsaDefects>().Where(static defect => defect != ElsaDefects.None)];

    /// <summary>
    /// Replays a case as this engine runs it. What differs is replayed again with defects of Elsa turned
    /// on: those that make the difference vanish explain it.
    /// </summary>
    public async Task<ConformanceVerdict> RunAsync(ConformanceCase item, string mode)
    {
        if (item.ResultFor(mode) is not { } expected)
            return new ConformanceVerdict([$"no recording for mode {mode}"], []);
        var first = await CompareAsync(item, mode, expected, ElsaDefects.None);
        if (first.Differences.Count == 0)
            return new ConformanceVerdict([], []);
        if (first.HasUnsupportedScript)
            return new ConformanceVerdict(first.Differences, [ModernScript]);
        var all = Known.Aggregate(ElsaDefects.None, static (sum, defect) => sum | defect);
        if ((await CompareAsync(item, mode, expected, all)).Differences.Count > 0)
            return new ConformanceVerdict(first.Differences, []);
        foreach (var defect in Known)
            if ((await CompareAsync(item, mode, expected, all & ~defect)).Differences.Count == 0)
                all &= ~defect;
        return new ConformanceVerdict(
            first.Differences, [.. Known.Where(defect => all.HasFlag(defect)).Select(RowOf)]);
    }

    /// <summary>The name of a defect's row in docs/elsa-differences.md.</summary>
    public static string RowOf(ElsaDefects defect) => System.Text.RegularExpressions.Regex
        .Replace(defect.ToString(), "(?<!^)(?=[A-Z])", "-").ToLowerInvariant();

    private async Task<(IReadOnlyList<string> Differences, bool HasUnsupportedScript)> CompareAsync(
        ConformanceCase item, string mode, JsonObject expected, ElsaDefects defects)
    {
        var host = new TrialHost(build, options =>
        {
            Configure(options, mode, defects);
            options.KnowsActivationStrategies = item.Setting("registerActivationStrategies");
        });
        var session = new ReplaySession(host, item);
        var actual = new JsonArray();
        foreach (var step in item.Steps)
            actual.Add(await session.RunAsync(step));
        return (new ConformanceComparison(expected).Compare(actual), session.HasUnsupportedScript);
    }

    public static void Configure(WorkflowOptions options, string mode, ElsaDefects defects = ElsaDefects.None)
    {
        options.Defects = defects;
        options.FlowchartMode = mode == CounterMode ? FlowchartMode.Counter : FlowchartMode.Token;
        options.StrictConversion = mode == StrictMode || !defects.HasFlag(ElsaDefects.LossyConversion);
        options.IncidentStrategy = IncidentStrategy.Fault;
        options.RefuseUnknownActivities = false;
        options.RefuseBrokenScripts = false;
    }
}

/// <summary>The steps of one case.</summary>
internal sealed class ReplaySession(TrialHost host, ConformanceCase item)
{
    private readonly InstanceRecorder recorder = new(host);
    private readonly ReplayWaits waits = new(host);

    public bool HasUnsupportedScript => recorder.HasUnsupportedScript;

    public async Task<JsonObject> RunAsync(JsonObject step)
    {
        host.Lines.Clear();
        var record = new JsonObject();
        try
        {
            await DoAsync(step, record);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            record["exception"] = new JsonObject { ["type"] = e.GetType().Name, ["message"] = e.Message };
        }

        if (step.Text("do") == "import")
            return record;
        record["lines"] = new JsonArray([.. host.Lines.Select(line => JsonValue.Create(line))]);
        var changed = await recorder.RecordAsync();
        if (changed.Count > 0)
            record["instances"] = changed;
        return recorder.WithPlaceholders(record);
    }

    private Task DoAsync(JsonObject step, JsonObject record) => step.Text("do") switch
    {
        "import" => ImportAsync(step, record),
        "start" => StartAsync(step, record),
        "resume" => ResumeAsync(step, record),
        "publishEvent" => PublishAsync(step),
        "completeTask" => CompleteTaskAsync(step, record),
        "cancel" => CancelAsync(step),
        "http" => new ReplayHttp(host).SendAsync(step, record),
        "wait" => host.AdvanceAsync(TimeSpan.FromMilliseconds(step.Number("ms") ?? 0)),
        var other => throw new NotSupportedException($"There is no step '{other}'."),
    };

    private async Task ImportAsync(JsonObject step, JsonObject record)
    {
        var json = item.ReadDefinition(step.Text("file")!);
        var result = await host.RunAsync(provider => provider.GetRequiredService<DefinitionLibrary>()
            .ImportAsync(json, step.Flag("publish") ?? true));
        record["succeeded"] = result.Succeeded;
        record["version"] = result.Definition.Version;
        if (!result.Succeeded)
            record["validationErrors"] = new JsonArray([.. result.Errors.Select(error => new JsonObject
            {
                ["activityId"] = error.ActivityId,
                ["message"] = error.Message,
            })]);
    }

    private async Task StartAsync(JsonObject step, JsonObject record)
    {
        var request = new StartRequest
        {
            DefinitionId = step.Text("definitionId")!,
            Version = step.Number("version"),
            CorrelationId = step.Text("correlationId"),
            Name = step.Text("name"),
            TriggerActivityId = step.Text("triggerActivityId"),
            Input = InputOf(step["input"]),
        };
        await host.RunAsync(async provider =>
        {
            if (step.Text("via") == "starter")
            {
                var mayStart = await provider.GetRequiredService<ActivationCheck>().AllowsAsync(request);
                record["started"] = mayStart;
                if (!mayStart)
                    return null;
            }

            return await provider.GetRequiredService<WorkflowRuntime>().StartAsync(request);
        });
    }

    private async Task ResumeAsync(JsonObject step, JsonObject record)
    {
        var instanceId = recorder.IdOf(step.Text("instance")!);
        var found = await waits.FindAsync(
            instanceId, step.Text("activityId")!, step.Number("index") ?? 0, step.Flag("staleOk") ?? false);
        if (!found.IsOpen)
            record["bookmarkFound"] = false;
        if (found.BookmarkId is not { } bookmarkId)
            return;

        await host.RunAsync<BurstResult?>(async provider =>
        {
            try
            {
                return await provider.GetRequiredService<WorkflowRuntime>().ResumeAsync(new ResumeRequest
                {
                    InstanceId = instanceId,
                    BookmarkId = bookmarkId,
                    Input = InputOf(step["input"]),
                });
            }
            catch (NotWaitingException)
            {
                return null;
            }
        });
    }

    private async Task PublishAsync(JsonObject step)
    {
        var payload = new JsonObject
        {
            ["EventName"] = step.Text("eventName"),
            ["Payload"] = ValueCodec.Encode(PlainJson.ToObject(step["payload"])),
            ["CorrelationId"] = step.Text("correlationId"),
            ["InstanceId"] = step.Text("instance") is { } name ? recorder.IdOf(name) : null,
        };
        await ReplayWaits.SendAsync(host, OutboxWork.EventKind, payload);
    }

    private async Task CompleteTaskAsync(JsonObject step, JsonObject record)
    {
        var instanceId = recorder.IdOf(step.Text("instance")!);
        var bookmark = await waits.FindBookmarkAsync(instanceId, step.Text("activityId")!, 0);
        if (bookmark is null)
        {
            record["bookmarkFound"] = false;
            return;
        }

        await ReplayWaits.SendAsync(host, OutboxWork.ResumeKind, new JsonObject
        {
            ["Name"] = bookmark.Name,
            ["Hash"] = bookmark.Hash,
            ["Input"] = OutboxWork.Encode([new("RunTaskInput", PlainJson.ToObject(step["result"]))]),
        });
    }

    private Task<bool> CancelAsync(JsonObject step) => host.RunAsync(async provider =>
    {
        await provider.GetRequiredService<WorkflowRuntime>()
            .CancelAsync(recorder.IdOf(step.Text("instance")!));
        return true;
    });

    private static Dictionary<string, object?> InputOf(JsonNode? json) =>
        json is JsonObject values
            ? values.ToDictionary(pair => pair.Key, pair => PlainJson.ToObject(pair.Value))
            : [];
}

/// <summary>Finds where instances wait, also where they waited before.</summary>
internal sealed class ReplayWaits(TrialHost host)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public async Task<(string? BookmarkId, bool IsOpen)> FindAsync(
        string instanceId, string activityId, int index, bool staleOk)
    {
        var key = $"{instanceId}|{activityId}|{index}";
        if (await FindBookmarkAsync(instanceId, activityId, index) is { } bookmark)
            return (known[key] = bookmark.Id, true);
        return (staleOk ? known.GetValueOrDefault(key) : null, false);
    }

    public async Task<StoredBookmark?> FindBookmarkAsync(string instanceId, string activityId, int index)
    {
        var bookmarks = await host.ListBookmarksAsync(instanceId);
        return bookmarks.Where(item => item.ActivityId == activityId).ElementAtOrDefault(index);
    }

    /// <summary>Delivers a message; what nobody waits for is kept, as the queue of Elsa does.</summary>
    public static async Task SendAsync(TrialHost host, string kind, JsonObject payload)
    {
        var message = new OutboxMessage(
            Identity.NewId(), kind, "", "", payload.ToJsonString(), host.Clock.GetUtcNow());
        var result = await host.RunAsync(provider => provider.GetRequiredService<OutboxWork>().RunAsync(message));
        if (result != OutboxResult.Done)
            host.Keep(message);
    }
}
