using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Template;

namespace ApprovalFlows.Web.Api;

/// <summary>
/// Answers what no endpoint takes. A fallback hides the router's own 405, so it is told here: an
/// address that another method would reach exists.
/// </summary>
internal static class UnknownAddress
{
    public static IResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        var methods = endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Reaches(endpoint, context.Request.Path))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (methods.Count == 0 || methods.Contains(context.Request.Method))
            return Problem(StatusCodes.Status404NotFound, new Sentence("PageUnknown"));
        var allowed = string.Join(", ", methods);
        context.Response.Headers.Allow = allowed;
        return Problem(StatusCodes.Status405MethodNotAllowed, new Sentence("MethodNotTaken", allowed));
    }

    private static bool Reaches(RouteEndpoint endpoint, PathString path) =>
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, []);

    private static ProblemHttpResult Problem(int status, Sentence sentence) => TypedResults.Problem(Problems.Details(
        status, sentence, new Dictionary<string, IReadOnlyList<Sentence>>()));
}
