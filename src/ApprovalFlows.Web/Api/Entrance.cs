using System.Security.Claims;
using ApprovalFlows.Core.Accounts;

namespace ApprovalFlows.Web.Api;

/// <summary>What became of a try to sign in.</summary>
/// <param name="Answer">What the account said; null when nothing was checked: too many failed before.</param>
public sealed record EntranceAnswer(SignInAnswer? Answer)
{
    public bool IsTooOften => Answer is null;

    /// <summary>Who came in; null for nobody.</summary>
    public Entry? Entry => Answer?.Entry;

    /// <summary>What a program is told to do about it; null where no code is asked for.</summary>
    public string? CodeHint => Answer?.Outcome switch
    {
        SignInOutcome.CodeNeeded => "second-factor-required",
        SignInOutcome.CodeWrong => "second-factor-wrong",
        _ => null,
    };
}

/// <summary>The one door behind the page, the API and the login of Studio's clients.</summary>
public sealed class Entrance(SignInService accounts, SignInLimiter limiter)
{
    /// <summary>Names the session in a cookie or token.</summary>
    public const string SessionClaim = "sid";

    public Task<EntranceAnswer> EnterAsync(
        HttpContext context, string userName, string password, SessionKind kind, string? code = null) =>
        TryAsync(context, userName, kind, place => accounts.EnterAsync(
            userName, password, string.IsNullOrWhiteSpace(code) ? null : code, place, context.RequestAborted));

    /// <summary>The code after the password, with the ticket that the first answer gave.</summary>
    public Task<EntranceAnswer> ContinueAsync(HttpContext context, string ticket, string code, SessionKind kind) =>
        TryAsync(context, accounts.NameIn(ticket) ?? "", kind, place => accounts.ContinueAsync(
            ticket, code, place, context.RequestAborted));

    private async Task<EntranceAnswer> TryAsync(
        HttpContext context, string userName, SessionKind kind, Func<SignInPlace, Task<SignInAnswer>> attempt)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!limiter.MayTry(address, userName)) return new EntranceAnswer(Answer: null);
        var answer = await attempt(new SignInPlace(kind, address, context.Request.Headers.UserAgent.ToString()));
        if (answer.Outcome is SignInOutcome.Refused or SignInOutcome.CodeWrong)
            limiter.CountFailure(address, userName);
        return new EntranceAnswer(answer);
    }

    /// <summary>All that a cookie or token says; what the person may do is read at every request.</summary>
    public static ClaimsPrincipal PrincipalOf(Guid user, Guid session, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.ToString()), new Claim(SessionClaim, session.ToString())],
        scheme));

    /// <summary>The session of the request; nobody's when there is none.</summary>
    public static Guid SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id) ? id : Guid.Empty;
}
