using ApprovalFlows.Core.Persistence;
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

    private static async Task<IResult> ReadyAsync(AppDbContext db, CancellationToken cancellation)
    {
        try
        {
            var missing = await db.Database.GetPendingMigrationsAsync(cancellation);
            return missing.Any() ? NotReady("migrations") : TypedResults.Ok(new { status = "ready" });
        }
        catch (System.Data.Common.DbException)
        {
            return NotReady("database");
        }
    }

    private static IResult NotReady(string what) => TypedResults.Json(
        new { status = "notReady", missing = what }, statusCode: StatusCodes.Status503ServiceUnavailable);
}
