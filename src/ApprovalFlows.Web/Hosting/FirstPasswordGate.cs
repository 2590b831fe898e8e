using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Web.Api;

namespace ApprovalFlows.Web.Hosting;

/// <summary>Marks the little that is open to somebody who still has the password of an administrator.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenWithFirstPasswordAttribute : Attribute;

/// <summary>
/// A first password opens one page: the one where it is changed. All other pages lead there, and the API refuses.
/// </summary>
internal static class FirstPasswordGate
{
    public const string Code = "first-password";
    private const string Page = "/account";

    /// <summary>Whatever is not marked is shut, so that a route somebody adds is.</summary>
    public static bool Stops(HttpContext context) =>
        context.RequestServices.GetRequiredService<CurrentActor>().Actor.HasFirstPassword
        && context.GetEndpoint()?.Metadata.GetMetadata<OpenWithFirstPasswordAttribute>() is null;

    public static Task AnswerAsync(HttpContext context)
    {
        if (!Paths.IsApi(context.Request.Path))
        {
            context.Response.Redirect(Page);
            return Task.CompletedTask;
        }

        var details = Problems.Details(
            StatusCodes.Status403Forbidden,
            new Sentence("PasswordFirst"),
            new Dictionary<string, IReadOnlyList<Sentence>>());
        details.Extensions["code"] = Code;
        return TypedResults.Problem(details).ExecuteAsync(context);
    }
}
