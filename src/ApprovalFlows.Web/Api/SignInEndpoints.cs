using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Api;

/// <summary>Signing in to the API: a token of the framework's bearer scheme.</summary>
public static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sign-in", SignInAsync).AllowAnonymous()
            .WithMetadata(new OpenWithFirstPasswordAttribute())
            .WithSummary("Signs in; the answer is the same for an unknown name and a wrong password. An account with "
                + "a second factor needs `code` too; without it the answer is 401 with "
                + "`code` = `second-factor-required`.");
        routes.MapPost("/api/sign-out", SignOutAsync)
            .WithMetadata(new OpenWithFirstPasswordAttribute())
            .WithSummary("Ends the session of the token; it opens nothing any more.");
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(
        HttpContext context, Entrance entrance, TokenWriter tokens)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var userName = fields.Text("userName", required: true);
        var password = fields.Text("password", required: true);
        var code = fields.Text("code");
        fields.MustBeRight();
        var answer = await entrance.EnterAsync(context, userName!, password!, SessionKind.Token, code);
        if (answer.IsTooOften) return Refuse(StatusCodes.Status429TooManyRequests, "SignInTooOften");
        if (answer.Entry is not { } entry) return Refuse(answer);
        var (token, expiresAt) = tokens.Write(entry.User.UserId, entry.Session);
        return TypedResults.Ok(new SignedIn(token, expiresAt, entry.User));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        await work.RunAsync<SessionService>(
            caller.Actor, sessions => sessions.EndAsync(Entrance.SessionOf(context.User)), context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Refuse(EntranceAnswer answer)
    {
        var refusal = Refuse(StatusCodes.Status401Unauthorized, answer.Answer?.Outcome switch
        {
            SignInOutcome.CodeNeeded => "SecondFactorNeeded",
            SignInOutcome.CodeWrong => "SecondFactorWrong",
            _ => "SignInFailed",
        });
        if (answer.CodeHint is { } hint) refusal.ProblemDetails.Extensions["code"] = hint;
        return refusal;
    }

    private static ProblemHttpResult Refuse(int status, string key) =>
        TypedResults.Problem(Problems.Details(
            status, new Sentence(key), new Dictionary<string, IReadOnlyList<Sentence>>()));

    internal sealed record SignedIn(string AccessToken, DateTimeOffset ExpiresAt, SignedInUser User);
}

/// <summary>Writes bearer tokens that the framework's own handler reads.</summary>
public sealed class TokenWriter(IOptionsMonitor<BearerTokenOptions> options)
{
    public (string Token, DateTimeOffset ExpiresAt) Write(Guid userId, Guid session)
    {
        var settings = options.Get(BearerTokenDefaults.AuthenticationScheme);
        var expiresAt = settings.TimeProvider!.GetUtcNow() + settings.BearerTokenExpiration;
        var ticket = new AuthenticationTicket(
            Entrance.PrincipalOf(userId, session, BearerTokenDefaults.AuthenticationScheme),
            new AuthenticationProperties { ExpiresUtc = expiresAt },
            $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        return (settings.BearerTokenProtector.Protect(ticket), expiresAt);
    }
}
