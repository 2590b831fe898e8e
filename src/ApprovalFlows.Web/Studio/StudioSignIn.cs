using System.Text.Json.Serialization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Web.Api;

namespace ApprovalFlows.Web.Studio;

/// <summary>Signing in as a client of Elsa does; the token is that of /api/sign-in.</summary>
internal static class StudioSignIn
{
    public static void MapStudioSignIn(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/identity/login", SignInAsync).AllowAnonymous();

    // There is no way to renew a token but to sign in again; clients of Elsa expect a text all the same.
    private static async Task<IResult> SignInAsync(
        HttpContext context, Entrance entrance, TokenWriter tokens)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var name = fields.Text("username", required: true);
        var password = fields.Text("password", required: true);
        var code = fields.Text("code");
        fields.MustBeRight();
        var answer = await entrance.EnterAsync(context, name!, password!, SessionKind.Token, code);
        if (answer.IsTooOften) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (answer.Entry is not { } entry)
            return TypedResults.Json(
                new LogIn(false, null, null) { Code = answer.CodeHint }, statusCode: StatusCodes.Status401Unauthorized);

        var (token, _) = tokens.Write(entry.User.UserId, entry.Session);
        return TypedResults.Json(new LogIn(true, token, token));
    }

    private sealed record LogIn(bool IsAuthenticated, string? AccessToken, string? RefreshToken)
    {
        /// <summary>Says that a code is needed or was wrong; clients of Elsa know nothing of it and leave it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Code { get; init; }
    }
}
