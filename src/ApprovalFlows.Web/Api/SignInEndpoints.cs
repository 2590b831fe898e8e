using System.Security.Claims;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Api;

/// <summary>Signing in to the API: a token of the framework's bearer scheme.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/sign-in", SignInAsync).AllowAnonymous()
            .WithSummary("Signs in; the answer is the same for an unknown name and a wrong password.");

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(
        HttpContext context, SignInService accounts, SignInLimiter limiter, TokenWriter tokens)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var userName = fields.Text("userName", required: true);
        var password = fields.Text("password", required: true);
        fields.MustBeRight();
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!limiter.MayTry(address, userName!))
            return Refuse(StatusCodes.Status429TooManyRequests, "SignInTooOften");
        var user = await accounts.CheckAsync(userName!, password!, context.RequestAborted);
        if (user is null)
        {
            limiter.CountFailure(address, userName!);
            return Refuse(StatusCodes.Status401Unauthorized, "SignInFailed");
        }

        var (token, expiresAt) = tokens.Write(user.UserId);
        return TypedResults.Ok(new SignedIn(token, expiresAt, user));
    }

    private static ProblemHttpResult Refuse(int status, string key) =>
        TypedResults.Problem(Problems.Details(
            status, new Sentence(key), new Dictionary<string, IReadOnlyList<Sentence>>()));

    internal sealed record SignedIn(string AccessToken, DateTimeOffset ExpiresAt, SignedInUser User);
}

/// <summary>Writes bearer tokens that the framework's own handler reads.</summary>
public sealed class TokenWriter(IOptionsMonitor<BearerTokenOptions> options)
{
    public (string Token, DateTimeOffset ExpiresAt) Write(Guid userId)
    {
        var settings = options.Get(BearerTokenDefaults.AuthenticationScheme);
        var expiresAt = settings.TimeProvider!.GetUtcNow() + settings.BearerTokenExpiration;
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, userId.ToString())],
            BearerTokenDefaults.AuthenticationScheme);
        var ticket = new Microsoft.AspNetCore.Authentication.AuthenticationTicket(
            new ClaimsPrincipal(identity),
            new Microsoft.AspNetCore.Authentication.AuthenticationProperties { ExpiresUtc = expiresAt },
            $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        return (settings.BearerTokenProtector.Protect(ticket), expiresAt);
    }
}
