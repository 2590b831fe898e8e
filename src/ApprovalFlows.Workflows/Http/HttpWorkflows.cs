using System.Text;
using System.Text.Json;
using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Http;

/// <summary>Which instance a request means, when it says so.</summary>
public sealed record HttpSelectors(string? CorrelationId, string? InstanceId);

/// <summary>
/// Finds the flow that answers a request and runs it (Elsa: HttpWorkflowsMiddleware.cs). The caller
/// commits before it sends the answer.
/// </summary>
public sealed class HttpWorkflows(IWorkflowStore store, WorkflowRuntime runtime)
{
    private static readonly JsonSerializerOptions Plain = new();

    /// <summary>The answer, or null when no flow waits at this path.</summary>
    /// <param name="authorize">Whether the caller may pass, given the policy of the endpoint.</param>
    public async Task<HttpResponseData?> AnswerAsync(
        HttpRequestData request,
        HttpSelectors selectors,
        Func<string?, Task<bool>> authorize,
        CancellationToken ct = default)
    {
        if (request.Path.Contains("//", StringComparison.Ordinal))
            return null;
        var (triggers, values) = await FindTriggersAsync(request, ct);
        if (triggers.Count > 1)
            return Ambiguous(triggers.Select(item => (object)new { WorkflowDefinitionId = item.DefinitionId }));
        if (triggers.Count == 1)
            return await MayPassAsync(triggers[0], authorize)
                ? await StartAsync(triggers[0], request with { RouteValues = values }, selectors, ct)
                : new HttpResponseData { StatusCode = 401 };
        var (bookmarks, bookmarkValues) = await FindBookmarksAsync(request, selectors, ct);
        if (bookmarks.Count > 1)
            return Ambiguous(bookmarks.Select(item => (object)new { WorkflowInstanceId = item.InstanceId }));
        return bookmarks.Count == 1
            ? await ResumeAsync(bookmarks[0], request with { RouteValues = bookmarkValues }, ct)
            : null;
    }

    private async Task<(List<StoredTrigger>, IReadOnlyDictionary<string, string?>)> FindTriggersAsync(
        HttpRequestData request, CancellationToken ct) =>
        Best(await store.ListTriggersAsync(HttpEndpoint.StimulusName, ct), item => item.Payload, request);

    private async Task<(List<StoredBookmark>, IReadOnlyDictionary<string, string?>)> FindBookmarksAsync(
        HttpRequestData request, HttpSelectors selectors, CancellationToken ct)
    {
        var waiting = await store.FindBookmarksAsync(
            new BookmarkFilter
            {
                Name = HttpEndpoint.StimulusName,
                CorrelationId = selectors.CorrelationId,
                InstanceId = selectors.InstanceId,
            },
            ct);
        return Best(waiting, item => item.Payload, request);
    }

    // A literal path goes before one with parameters.
    private static (List<T>, IReadOnlyDictionary<string, string?>) Best<T>(
        IEnumerable<T> candidates, Func<T, string?> payload, HttpRequestData request)
    {
        var matches = new List<(T Item, string Path, IReadOnlyDictionary<string, string?> Values)>();
        foreach (var candidate in candidates)
        {
            var json = JsonRead.Parse(payload(candidate) ?? "{}");
            var path = json.Text("Path") ?? "";
            if (json.Text("Method")?.Equals(request.Method, StringComparison.OrdinalIgnoreCase) == true
                && new HttpRouteTemplate(path).Match(request.Path) is { } values)
                matches.Add((candidate, path, values));
        }

        if (matches.Count == 0)
            return ([], request.RouteValues);
        var best = matches.MinBy(match => match.Path.Count(letter => letter == '{'));
        return ([.. matches.Where(match => match.Path == best.Path).Select(match => match.Item)], best.Values);
    }

    private static async Task<bool> MayPassAsync(StoredTrigger trigger, Func<string?, Task<bool>> authorize)
    {
        var json = JsonRead.Parse(trigger.Payload ?? "{}");
        return json.Flag("Authorize") == false || await authorize(json.Text("Policy"));
    }

    private async Task<HttpResponseData> StartAsync(
        StoredTrigger trigger, HttpRequestData request, HttpSelectors selectors, CancellationToken ct) =>
        ResponseOf(await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = trigger.DefinitionId,
                TriggerActivityId = trigger.ActivityId,
                CorrelationId = selectors.CorrelationId,
                InstanceId = selectors.InstanceId,
                Http = request,
            },
            ct));

    private async Task<HttpResponseData> ResumeAsync(
        StoredBookmark bookmark, HttpRequestData request, CancellationToken ct) =>
        ResponseOf(await runtime.ResumeAsync(
            new ResumeRequest
            {
                InstanceId = bookmark.InstanceId,
                BookmarkId = bookmark.Id,
                Http = request,
            },
            ct));

    // A flow that writes nothing answers 200, also while it waits; incidents without an answer are 500.
    private static HttpResponseData ResponseOf(BurstResult result) =>
        result.Response
        ?? new HttpResponseData { StatusCode = result.Incidents.Count > 0 ? 500 : 200 };

    private static HttpResponseData Ambiguous(IEnumerable<object> workflows) => new()
    {
        StatusCode = 500,
        ContentType = "application/json",
        Body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
            new
            {
                errorMessage = "The call is ambiguous and matches multiple workflows.",
                workflows,
            },
            Plain)),
    };
}
