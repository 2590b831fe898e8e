using ApprovalFlows.Workflows.Activities.Http;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Http;

/// <summary>
/// Finds triggers and bookmarks by path and method. A path that is written out is found by its hash;
/// only when there is none, paths with parameters are tried.
/// </summary>
internal sealed class HttpRoutes(IWorkflowStore store)
{
    private const string ParameterMark = "/{";

    public async Task<Route<StoredTrigger>> FindTriggersAsync(HttpRequestData request, CancellationToken ct)
    {
        var exact = await store.FindTriggersAsync(HashOf(request.Path, request.Method), ct);
        if (exact.Count > 0)
            return new Route<StoredTrigger>([.. exact], NoValues);
        var all = await store.ListTriggersAsync(HttpEndpoint.StimulusName, ct);
        if (Best(all.Select(item => item.Payload), request) is not { } best)
            return Route<StoredTrigger>.None;
        var hash = HashOf(best.Path, request.Method);
        return new Route<StoredTrigger>([.. all.Where(item => item.Hash == hash)], best.Values);
    }

    public async Task<Route<StoredBookmark>> FindBookmarksAsync(
        HttpRequestData request, HttpSelectors selectors, CancellationToken ct)
    {
        var exact = await FindAsync(HashOf(request.Path, request.Method), selectors, ct);
        if (exact.Count > 0)
            return new Route<StoredBookmark>(exact, NoValues);
        var payloads = await store.ListBookmarkPayloadsAsync(HttpEndpoint.StimulusName, ParameterMark, ct);
        return Best(payloads, request) is { } best
            ? new Route<StoredBookmark>(
                await FindAsync(HashOf(best.Path, request.Method), selectors, ct), best.Values)
            : Route<StoredBookmark>.None;
    }

    private async Task<IReadOnlyList<StoredBookmark>> FindAsync(
        string hash, HttpSelectors selectors, CancellationToken ct) =>
        await store.FindBookmarksAsync(
            new BookmarkFilter
            {
                Hash = hash,
                CorrelationId = selectors.CorrelationId,
                InstanceId = selectors.InstanceId,
            },
            ct);

    // The template with the fewest parameters goes first.
    private static (string Path, IReadOnlyDictionary<string, string?> Values)? Best(
        IEnumerable<string?> payloads, HttpRequestData request)
    {
        (string Path, IReadOnlyDictionary<string, string?> Values)? best = null;
        foreach (var payload in payloads)
        {
            var json = JsonRead.Parse(payload ?? "{}");
            var path = json.Text("Path") ?? "";
            if (json.Text("Method")?.Equals(request.Method, StringComparison.OrdinalIgnoreCase) == true
                && (best is null || Parameters(path) < Parameters(best.Value.Path))
                && new HttpRouteTemplate(path).Match(request.Path) is { } values)
                best = (path, values);
        }

        return best;
    }

    private static int Parameters(string path) => path.Count(letter => letter == '{');

    private static string HashOf(string path, string method) =>
        StimulusHash.Compute(HttpEndpoint.StimulusName, new HttpEndpointStimulus(path, method));

    private static readonly Dictionary<string, string?> NoValues = [];

    public sealed record Route<T>(IReadOnlyList<T> Found, IReadOnlyDictionary<string, string?> Values)
    {
        public static Route<T> None { get; } = new([], NoValues);
    }
}
