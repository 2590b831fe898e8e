using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Accounts that administrators make.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/accounts", MakeAsync).RequireAuthorization("Admin")
            .WithSummary("Makes an account; its first password stands in this answer and nowhere else.");

    private static async Task<IResult> MakeAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var roles = fields.List(AccountFields.Roles);
        if (roles.Any(role => role.ValueKind != JsonValueKind.String)) fields.Fail(AccountFields.Roles, "[string]");
        var wish = new AccountWish
        {
            UserName = fields.Text(AccountFields.UserName, required: true),
            DisplayName = fields.Text(AccountFields.DisplayName, required: true),
            Email = fields.Text(AccountFields.Email),
            Phone = fields.Text(AccountFields.Phone),
            Language = fields.Text(AccountFields.Language, required: true),
            Roles = [.. roles.Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!)],
            Enterprise = fields.Text(AccountFields.Enterprise),
            Worker = fields.Text(AccountFields.Worker),
        };
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var made = await work.RunAsync<AccountEditing, GivenPassword>(
            caller.Actor,
            service => service.MakeAsync(wish, reason, context.RequestAborted),
            context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new { made.Id, made.UserName, firstPassword = made.Password, validUntil = ChinaTime.Of(made.Until) },
            statusCode: StatusCodes.Status201Created);
    }
}
