using ApprovalFlows.Core.Operations;

namespace ApprovalFlows.Web.Api;

public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static IResult () => TypedResults.Ok(new { status = "live" })).AllowAnonymous()
            .WithSummary("The process answers.");
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous()
            .WithSummary("Whether this node can do its work: 503 where another one could do better.");
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken cancellation)
    {
        var state = await readiness.AskAsync(cancellation);
        return TypedResults.Json(
            new
            {
                state.Status,
                state.Missing,
                notes = state.Findings.Select(finding => new { finding.Name, text = finding.Text.ToString() }),
            },
            statusCode: state.Missing is null
                ? StatusCodes.Status200OK
                : StatusCodes.Status503ServiceUnavailable);
    }
}
