using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>The signed-in person as a parameter of an endpoint, with today's entitlements.</summary>
public sealed record Caller(Actor Actor)
{
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(
        new Caller(context.RequestServices.GetRequiredService<CurrentActor>().Actor));
}
