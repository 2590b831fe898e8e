using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>Imports definitions, runs the last of them and resumes it as asked.</summary>
public sealed class WorkflowTrial(
    Func<IServiceCollection, IServiceProvider> build, Action<WorkflowOptions> configure)
{
    /// <param name="files">Definition files, children first; the last one is run.</param>
    /// <param name="input">Workflow input as a JSON object.</param>
    /// <param name="resumes">Activity ids or bookmark names, each with optional <c>=JSON</c> input.</param>
    public async Task<JsonObject> RunAsync(
        IReadOnlyList<string> files, string? input, IReadOnlyList<string> resumes)
    {
        var host = new TrialHost(build, configure);
        string? main = null;
        foreach (var file in files)
            main = await ImportAsync(host, file);
        var started = await host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().StartAsync(new StartRequest
            {
                DefinitionId = main!,
                Input = ParseInput(input),
            }));
        var recorder = new InstanceRecorder(host);
        foreach (var resume in resumes)
            await ResumeAsync(host, started.InstanceId, resume.Split('=', 2));
        return await DescribeAsync(host, recorder, started.InstanceId);
    }

    private static async Task<string> ImportAsync(TrialHost host, string file)
    {
        var json = JsonRead.Parse(await File.ReadAllTextAsync(file));
        var model = json.Object("model") ?? json;
        model["definitionId"] ??= Path.GetFileNameWithoutExtension(file);
        var result = await host.RunAsync(provider => provider.GetRequiredService<DefinitionLibrary>()
            .ImportAsync(model.ToJsonString(), publish: true));
        return result.Succeeded
            ? result.Definition.DefinitionId
            : throw new DefinitionFormatException(
                string.Join("; ", result.Errors.Select(error => $"{error.ActivityId}: {error.Message}")));
    }

    // What waits may be a child that the definition started.
    private static async Task ResumeAsync(TrialHost host, string instanceId, string[] resume)
    {
        var bookmarks = await host.ReadAsync(store => store.FindBookmarksAsync(new BookmarkFilter()));
        var bookmark = bookmarks.OrderByDescending(item => item.InstanceId == instanceId)
            .FirstOrDefault(item => item.ActivityId == resume[0] || item.Name == resume[0])
            ?? throw new NotWaitingException($"Nothing waits at '{resume[0]}'.");
        await host.RunAsync(provider =>
            provider.GetRequiredService<WorkflowRuntime>().ResumeAsync(new ResumeRequest
            {
                InstanceId = bookmark.InstanceId,
                BookmarkId = bookmark.Id,
                Input = ParseInput(resume.ElementAtOrDefault(1)),
            }));
    }

    private static async Task<JsonObject> DescribeAsync(
        TrialHost host, InstanceRecorder recorder, string instanceId)
    {
        var all = await recorder.RecordAsync();
        var main = all.OfType<JsonObject>().First(item =>
            recorder.IdOf(item["instance"]!.ToString()) == instanceId);
        var result = new JsonObject();
        foreach (var name in new[]
        {
            "status", "subStatus", "output", "variables", "journal", "bookmarks", "incidents",
        })
            result[name] = main[name]?.DeepClone();
        result["lines"] = new JsonArray([.. host.Lines.Select(line => JsonValue.Create(line))]);
        return result;
    }

    private static Dictionary<string, object?> ParseInput(string? json) =>
        string.IsNullOrWhiteSpace(json)
            ? []
            : JsonRead.Parse(json).ToDictionary(pair => pair.Key, pair => PlainJson.ToObject(pair.Value));
}
