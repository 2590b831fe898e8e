using System.Security.Claims;
using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Web.Api;

/// <summary>What became of a try to sign in.</summary>
/// <param name="Entry">Who came in; null for nobody.</param>
/// <param name="IsTooOften">Nothing was checked: too many failed before.</param>
public sealed record EntranceAnswer(Entry? Entry, bool IsTooOften);

/// <summary>The one door behind the page, the API and the login of Studio's clients.</summary>
public sealed class Entrance(SignInService accounts, SignInLimiter limiter)
{
    /// <summary>Names the session in a cookie or token.</summary>
    public const string SessionClaim = "sid";

    public async Task<EntranceAnswer> EnterAsync(
        HttpContext context, string userName, string password, SessionKind kind)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!limiter.MayTry(address, userName)) return new EntranceAnswer(null, IsTooOften: true);
        var place = new SignInPlace(kind, address, context.Request.Headers.UserAgent.ToString());
        var entry = await accounts.EnterAsync(userName, password, place, context.RequestAborted);
        if (entry is null) limiter.CountFailure(address, userName);
        return new EntranceAnswer(entry, IsTooOften: false);
    }

    /// <summary>All that a cookie or token says; what the person may do is read at every request.</summary>
    public static ClaimsPrincipal PrincipalOf(Guid user, Guid session, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.ToString()), new Claim(SessionClaim, session.ToString())],
        scheme));

    /// <summary>The session of the request; nobody's when there is none.</summary>
    public static Guid SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id) ? id : Guid.Empty;
}
