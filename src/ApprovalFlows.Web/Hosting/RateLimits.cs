using System.Globalization;
using System.Threading.RateLimiting;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Hosting;

/// <summary>
/// How often one person may ask for what costs much. Whoever signed in is counted as a person, so that an office
/// behind one address is not; everybody else by address. Each node counts for itself.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly string[] Asks =
        ["/verify", "/api/verify", "/assessments/objections", "/api/assessments/objections"];
    private static readonly string[] Uploads = ["/api/attachments", "/files", "/api/workers/rosters", "/roster"];

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var rest) ? rest : Window;
                rejected.HttpContext.Response.Headers.RetryAfter =
                    ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        return services;
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var limits = context.RequestServices.GetRequiredService<IOptions<ApprovalFlowsOptions>>().Value.Limits;
        var actor = context.RequestServices.GetRequiredService<CurrentActor>().Actor;
        var (kind, permits) = KindOf(context.Request, limits, actor.Applies);
        if (kind is null) return RateLimitPartition.GetNoLimiter("");
        var who = actor.UserId == Guid.Empty
            ? context.Connection.RemoteIpAddress?.ToString() ?? ""
            : actor.UserId.ToString();
        return RateLimitPartition.GetFixedWindowLimiter($"{kind} {who}", _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = Window,
            QueueLimit = 0,
        });
    }

    // Flows that machines call have a limit of their own, per address.
    private static (string? Kind, int Permits) KindOf(HttpRequest request, RateLimitOptions limits, bool applies)
    {
        var path = request.Path.Value ?? "";
        if (HttpMethods.IsPost(request.Method))
        {
            if (Uploads.Contains(path.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
                return ("upload", limits.UploadsPerMinute);
            if (request.Path.StartsWithSegments("/assessments", out var result) && result.HasValue
                || (request.Path.StartsWithSegments("/api/assessments") && Ends("/objections")))
                return ("objection", limits.ObjectionsPerMinute);
            return applies && request.Path.StartsWithSegments("/workflows")
                ? ("application", limits.ApplicationsPerMinute)
                : (null, 0);
        }

        if (Ends("/export") || Ends(".csv") || Ends("/evidence") || Ends("/pdf") || Ends(".pdf"))
            return ("export", limits.ExportsPerMinute);
        if (Asks.Any(start => request.Path.StartsWithSegments(start)))
            return ("verification", limits.VerificationsPerMinute);
        return request.Path.StartsWithSegments("/search") || request.Query.ContainsKey("q")
            ? ("search", limits.SearchesPerMinute)
            : (null, 0);

        bool Ends(string end) => path.EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }
}
