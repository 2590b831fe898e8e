using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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
public sealed class HttpWorkflows(
    IWorkflowStore store, WorkflowRuntime runtime, ActivationCheck activation, WorkflowOptions options)
{
    private static readonly JsonSerializerOptions Plain = new();
    private readonly HttpRoutes routes = new(store);

    /// <summary>The answer, or null when no flow waits at this path.</summary>
    /// <param name="request">The request with its body.</param>
    /// <param name="selectors">Which instance it means.</param>
    /// <param name="authorize">Whether the caller may pass, given the policy of the endpoint.</param>
    /// <param name="ct">Ends the burst; nothing is staged then.</param>
    public async Task<HttpResponseData?> AnswerAsync(
        HttpRequestData request,
        HttpSelectors selectors,
        Func<string?, Task<bool>> authorize,
        CancellationToken ct = default)
    {
        if (await FindAsync(request, selectors, ct) is not { } match)
            return null;
        if (match.Ambiguous is { } ambiguous)
            return ambiguous;
        if (match.Authorize && !await authorize(match.Policy))
            return new HttpResponseData { StatusCode = 401 };
        try
        {
            return await RunAsync(match, request, selectors, ct);
        }
        catch (Exception refusal) when (refusal is StartRefusedException or InstanceExistsException)
        {
            return new HttpResponseData { StatusCode = 409 };
        }
    }

    /// <summary>What answers the request, by its path and method alone; null when nothing does.</summary>
    public async Task<HttpMatch?> FindAsync(
        HttpRequestData request, HttpSelectors selectors, CancellationToken ct = default)
    {
        if (request.Path.StartsWith('/') || request.Path.Contains("//", StringComparison.Ordinal))
            return null;
        var triggers = await routes.FindTriggersAsync(request, ct);
        if (triggers.Found.Count > 1)
            return Ambiguous(triggers.Found.Select(item => new { WorkflowDefinitionId = item.DefinitionId }));
        if (triggers.Found.Count == 1)
            return MatchOf(triggers.Found[0].Payload, isTrigger: true) with
            {
                Trigger = triggers.Found[0],
                RouteValues = triggers.Values,
            };
        var bookmarks = await routes.FindBookmarksAsync(request, selectors, ct);
        if (bookmarks.Found.Count > 1)
            return Ambiguous(bookmarks.Found.Select(item => new { WorkflowInstanceId = item.InstanceId }));
        return bookmarks.Found.Count == 0
            ? null
            : MatchOf(bookmarks.Found[0].Payload, isTrigger: false) with
            {
                Bookmark = bookmarks.Found[0],
                RouteValues = bookmarks.Values,
            };
    }

    /// <summary>Runs what was found.</summary>
    /// <exception cref="StartRefusedException">The activation strategy lets no instance start.</exception>
    /// <exception cref="InstanceExistsException">The instance id that was chosen is taken.</exception>
    /// <exception cref="NotWaitingException">Somebody else used the bookmark up meanwhile.</exception>
    public async Task<HttpResponseData> RunAsync(
        HttpMatch match, HttpRequestData request, HttpSelectors selectors, CancellationToken ct = default)
    {
        var complete = request with { RouteValues = match.RouteValues };
        return match.Trigger is { } trigger
            ? await StartAsync(trigger, complete, selectors, ct)
            : await ResumeAsync(match.Bookmark!, complete, ct);
    }

    // A trigger that says nothing is guarded; a bookmark that says nothing is open (as in Elsa).
    private static HttpMatch MatchOf(string? payload, bool isTrigger)
    {
        var json = JsonRead.Parse(payload ?? "{}");
        return new HttpMatch
        {
            Authorize = json.Flag("Authorize") ?? isTrigger,
            Policy = json.Text("Policy") is { Length: > 0 } policy ? policy : null,
            RequestTimeout = TimeSpan.TryParse(
                json.Text("RequestTimeout"), System.Globalization.CultureInfo.InvariantCulture, out var time)
                    ? time
                    : null,
            RequestSizeLimit = json["RequestSizeLimit"] is JsonValue value && value.TryGetValue<long>(out var size)
                ? size
                : null,
        };
    }

    private async Task<HttpResponseData> StartAsync(
        StoredTrigger trigger, HttpRequestData request, HttpSelectors selectors, CancellationToken ct)
    {
        var start = new StartRequest
        {
            DefinitionId = trigger.DefinitionId,
            TriggerActivityId = trigger.ActivityId,
            CorrelationId = selectors.CorrelationId,
            InstanceId = selectors.InstanceId,
            Http = request,
        };
        if (start.InstanceId is { } id && await store.FindInstanceAsync(id, ct) is not null)
            throw new InstanceExistsException(id);
        return options.Defects.HasFlag(ElsaDefects.UncheckedHttpStarts) || await activation.AllowsAsync(start, ct)
            ? ResponseOf(await runtime.StartAsync(start, ct))
            : throw new StartRefusedException(trigger.DefinitionId);
    }

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

    // A flow that writes nothing answers 200, also while it waits. Incidents without an answer: 408
    // for what took too long, 400 for a bad request, else 500 (Elsa: DefaultHttpEndpointFaultHandler.cs).
    private static HttpResponseData ResponseOf(BurstResult result)
    {
        if (result.Response is { } response)
            return response;
        var types = result.Incidents.SelectMany(incident => TypesOf(incident.Exception)).ToList();
        var status = result.Incidents.Count == 0 ? 200
            : types.Any(IsTimeout) ? 408
            : types.Any(type => type.EndsWith(".BadHttpRequestException", StringComparison.Ordinal)) ? 400
            : 500;
        return new HttpResponseData { StatusCode = status };
    }

    private static IEnumerable<string> TypesOf(IncidentException? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.Inner)
            yield return cause.Type;
    }

    private static bool IsTimeout(string type) =>
        type == typeof(TimeoutException).FullName
        || type == typeof(OperationCanceledException).FullName
        || type == typeof(TaskCanceledException).FullName;

    private static HttpMatch Ambiguous(IEnumerable<object> workflows) => new()
    {
        Ambiguous = new HttpResponseData
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
        },
    };
}
