using ApprovalFlows.Core;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Addresses that mails do not reach.</summary>
public static class FailedAddressEndpoints
{
    public static void MapFailedAddresses(this IEndpointRouteBuilder routes)
    {
        var addresses = routes.MapGroup("/api/outbox/addresses").RequireAuthorization("StaffReader");
        addresses.MapGet("", ListAsync).WithSummary("Addresses that refused mails, the suppressed ones first.");
        // Addresses are personal data: they stand in bodies, never in a path, which is logged.
        addresses.MapPost("", NoteAsync).RequireAuthorization("Admin")
            .WithSummary("Notes a mail that came back: nothing more is sent to its address.");
        addresses.MapPost("/lifting", LiftAsync).RequireAuthorization("Admin")
            .WithSummary("Lets mails go to a suppressed address again.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, FailedAddressService addresses, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (number, size) = (fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await addresses.ListAsync(number, size, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(Of),
            page.TotalCount,
            page.Page,
            page.PageSize,
        });
    }

    private static Task<IResult> NoteAsync(HttpContext context, Caller caller, UnitOfWork work) =>
        ActAsync(context, caller, work, (service, address, reason) => service.NoteAsync(address, reason));

    private static Task<IResult> LiftAsync(HttpContext context, Caller caller, UnitOfWork work) =>
        ActAsync(context, caller, work, (service, address, reason) => service.LiftAsync(address, reason));

    private static async Task<IResult> ActAsync(
        HttpContext context, Caller caller, UnitOfWork work, Func<FailedAddressService, string?, string?, Task> act)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var (address, reason) = (fields.Text("address", required: true), fields.Text("reason", required: true));
        fields.MustBeRight();
        await work.RunAsync<FailedAddressService>(
            caller.Actor, service => act(service, address, reason), context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static object Of(FailedAddressView view) => new
    {
        view.Failed.Address,
        view.People,
        view.Failed.IsSuppressed,
        view.Failed.Refusals,
        view.Failed.Reason,
        lastAt = ChinaTime.Of(view.Failed.LastAt),
        view.Failed.NotedBy,
        view.Failed.LiftedBy,
        liftedAt = CaseJson.Local(view.Failed.LiftedAt),
        view.Failed.LiftReason,
    };
}
