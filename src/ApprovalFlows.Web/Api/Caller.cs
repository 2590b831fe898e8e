using System.Security.Claims;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>The signed-in person as a parameter of an endpoint, with today's entitlements.</summary>
public sealed record Caller(Actor Actor)
{
    public static async ValueTask<Caller?> BindAsync(HttpContext context)
    {
        var id = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        var actors = context.RequestServices.GetRequiredService<ActorService>();
        var actor = Guid.TryParse(id, out var userId)
            ? await actors.FindAsync(userId, context.RequestAborted)
            : null;
        if (actor is null) throw RuleViolation.Forbidden("SignInRequired");
        context.RequestServices.GetRequiredService<CurrentActor>().Actor = actor;
        return new Caller(actor);
    }
}
