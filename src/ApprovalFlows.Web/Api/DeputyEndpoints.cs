using System.Globalization;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>代理: who stands in for whom, from when to when.</summary>
public static class DeputyEndpoints
{
    public static void MapDeputies(this IEndpointRouteBuilder routes)
    {
        var deputies = routes.MapGroup("/api/deputies").RequireAuthorization("Staff");
        deputies.MapGet("", ListAsync).WithSummary("Deputyships of the caller; of everybody for administrators.");
        deputies.MapPost("", NameAsync).WithSummary("Names a deputy for oneself, or as an administrator for anybody.");
        deputies.MapPost("/{id:guid}/end", EndAsync).WithSummary("Ends a deputyship at once.");
    }

    private static async Task<IResult> ListAsync(DeputyService deputies, CancellationToken cancellation)
    {
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            items = (await deputies.ListAsync(cancellation)).Select(row => new
            {
                row.Id,
                row.Holder,
                row.Deputy,
                row.From,
                row.To,
                department = row.Office?.In(culture),
                post = row.Post?.In(culture),
                row.Flow,
                row.Reason,
                row.IsNow,
            }),
        });
    }

    private static async Task<IResult> NameAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var wish = new DeputyWish(
            fields.Text("holder"),
            fields.Text("deputy", required: true),
            fields.Date("from", required: true) ?? default,
            fields.Date("to", required: true) ?? default)
        {
            Department = fields.Text("department"),
            Post = fields.Text("post"),
            Flow = fields.Text("flow"),
        };
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<DeputyService, Deputyship>(
            caller.Actor,
            service => service.NameAsync(wish, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<DeputyService, Deputyship>(
            caller.Actor,
            service => service.EndAsync(id, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static object Of(Deputyship row) => new
    {
        row.Id,
        row.From,
        row.To,
        department = row.DepartmentCode,
        post = row.PostCode,
        row.Flow,
        row.Reason,
    };
}
