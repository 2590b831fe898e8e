using ApprovalFlows.Web.Api;

namespace ApprovalFlows.Web.Hosting;

internal static class SecurityHeaders
{
    // No script and no style but our files: what somebody smuggles into a page does not run.
    internal const string OfPages =
        "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
        + "img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        + "frame-ancestors 'self'";

    // What the API answers is read by programs; a browser that is led to it shows text.
    private const string OfApi = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Sets the headers of every answer; an endpoint may set its own policy before.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.TryAdd("Content-Security-Policy", Paths.IsApi(context.Request.Path) ? OfApi : OfPages);
                headers.TryAdd("X-Content-Type-Options", "nosniff");
                headers.TryAdd("X-Frame-Options", "SAMEORIGIN");
                headers.TryAdd("Referrer-Policy", "same-origin");
                headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
                headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
                return Task.CompletedTask;
            });
            return next(context);
        });
}
