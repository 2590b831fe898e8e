using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Web.Api;
using ApprovalFlows.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ApprovalFlows.Web.PageEndpoints;

internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new RequireAntiforgeryTokenAttribute(), new OpenWithFirstPasswordAttribute());

    private static async Task<IResult> SignOutAsync(HttpContext context, CurrentActor current, UnitOfWork work)
    {
        await work.RunAsync<SessionService>(
            current.Actor, sessions => sessions.EndAsync(Entrance.SessionOf(context.User)), context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect("/");
    }
}
