using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Web.Api;

public static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnonymous()
            .WithSummary("The process answers.");
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous()
            .WithSummary("The database answers and has the schema this program needs.");
    }

    private static async Task<IResult> ReadyAsync(
        AppDbContext db, Draining draining, CancellationToken cancellation)
    {
        if (draining.HasBegun) return NotReady("draining");
        try
        {
            var missing = await db.Database.GetPendingMigrationsAsync(cancellation);
            return missing.Any() ? NotReady("migrations") : TypedResults.Json(new Readiness("ready", null));
        }
        catch (System.Data.Common.DbException)
        {
            return NotReady("database");
        }
    }

    private static JsonHttpResult<Readiness> NotReady(string what) => TypedResults.Json(
        new Readiness("notReady", what), statusCode: StatusCodes.Status503ServiceUnavailable);

    private sealed record Readiness(string Status, string? Missing);
}
