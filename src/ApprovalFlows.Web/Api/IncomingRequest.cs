using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Web.Api;

/// <summary>A request as flows see it, without its body.</summary>
internal static class IncomingRequest
{
    private const string BasePath = "/workflows";
    private const int MaxInstanceId = 60;
    private const int MaxCorrelationId = 200;

    public static HttpRequestData Head(HttpRequest request) => new()
    {
        Method = request.Method,
        Path = (request.Path.Value ?? "")[BasePath.Length..].TrimEnd('/') is { Length: > 0 } path
            ? path[1..]
            : "",
        ContentType = request.ContentType,
        Query = request.Query.ToDictionary(
            pair => pair.Key, pair => Texts(pair.Value), StringComparer.OrdinalIgnoreCase),
        Headers = request.Headers
            .Where(pair => !IsSecret(request.HttpContext, pair.Key))
            .ToDictionary(pair => pair.Key, pair => Texts(pair.Value), StringComparer.OrdinalIgnoreCase),
    };

    /// <exception cref="BadBodyException">An id that no instance can have.</exception>
    public static HttpSelectors Selectors(HttpRequestData request) => new(
        Find(request, "X-Correlation-ID", "correlationId", MaxCorrelationId),
        Find(request, "X-Workflow-Instance-ID", "workflowInstanceId", MaxInstanceId));

    // What signs a person in is for the host; a flow could write it into its variables.
    private static bool IsSecret(HttpContext context, string header) =>
        header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || (header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            && context.User.Identity?.IsAuthenticated == true);

    private static string? Find(HttpRequestData request, string header, string query, int maxLength)
    {
        var values = request.Headers.GetValueOrDefault(header) ?? request.Query.GetValueOrDefault(query);
        if (values is not [{ Length: > 0 } id, ..]) return null;
        return id.Length <= maxLength && !id.Any(char.IsControl)
            ? id
            : throw new BadBodyException(
                StatusCodes.Status400BadRequest, new Sentence("SelectorInvalid", maxLength), query);
    }

    private static string[] Texts(Microsoft.Extensions.Primitives.StringValues values) =>
        [.. values.Select(value => value ?? "")];
}
