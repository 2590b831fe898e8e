using System.Security.Claims;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ApprovalFlows.Web.Hosting;

internal static class PageActor
{
    /// <summary>Looks up what the signed-in person may do today, for everything this request does.</summary>
    public static async Task Find(HttpContext context, RequestDelegate next)
    {
        var claim = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (PagesSetup.IsPage(context) && Guid.TryParse(claim, out var userId))
        {
            var actors = context.RequestServices.GetRequiredService<ActorService>();
            if (await actors.FindAsync(userId, context.RequestAborted) is { } actor)
            {
                context.RequestServices.GetRequiredService<CurrentActor>().Actor = actor;
            }
            else
            {
                await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                context.Response.Redirect("/sign-in");
                return;
            }
        }
        await next(context);
    }
}
