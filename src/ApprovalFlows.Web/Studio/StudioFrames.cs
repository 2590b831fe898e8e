using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Components.Studio;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ApprovalFlows.Web.Studio;

/// <summary>
/// Documents that hold one screen of Studio each. They are frames of our pages: Studio's styles and its
/// idea of the window's height then stay within.
/// </summary>
internal static class StudioFrames
{
    // As measured with Studio 3.8.2: WebAssembly, inline styles and Monaco's workers, nothing from elsewhere.
    // The hashes are those of its two inline scripts, in the editor (Ctrl+S) and in the list of instances.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' "
        + "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' "
        + "'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "worker-src 'self' blob:; base-uri 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'";

    public static void MapStudioFrames(this IEndpointRouteBuilder routes)
    {
        var frames = routes.MapGroup("/studio").RequireAuthorization(StudioSetup.Read).ExcludeFromDescription();
        frames.MapGet("/frame/{screen}/{id?}", Show);
        frames.MapGet("/token", Token);
    }

    private static IResult Show(
        string screen, string? id, HttpContext context, Caller caller, TokenWriter tokens)
    {
        if (StudioScreen.Find(screen) is not { } found) return TypedResults.NotFound();
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<StudioDocument>(new
        {
            Screen = found,
            Id = id,
            Token = tokens.Write(caller.Actor.UserId, Entrance.SessionOf(context.User)).Token,
        });
    }

    // A person may look at a flow for longer than a token lives; the token ends with the session of the page.
    private static JsonHttpResult<StudioToken> Token(HttpContext context, Caller caller, TokenWriter tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (token, expiresAt) = tokens.Write(caller.Actor.UserId, Entrance.SessionOf(context.User));
        return TypedResults.Json(new StudioToken(token, expiresAt));
    }

    internal sealed record StudioToken(string Token, DateTimeOffset ExpiresAt);
}

/// <summary>A screen of Studio: its name in our addresses, its element, and what says which thing to show.</summary>
public sealed record StudioScreen(string Name, string Element, string? IdAttribute)
{
    private static readonly StudioScreen[] All =
    [
        new("flows", "elsa-workflow-definition-list", null),
        new("flow", "elsa-workflow-definition-editor", "definition-id"),
        new("instances", "elsa-workflow-instance-list", null),
        new("instance", "elsa-workflow-instance-viewer", "instance-id"),
    ];

    public static StudioScreen? Find(string name) => Array.Find(All, screen => screen.Name == name);
}
