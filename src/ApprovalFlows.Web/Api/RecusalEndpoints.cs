using ApprovalFlows.Core;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>回避: who decides nothing for whom.</summary>
public static class RecusalEndpoints
{
    public static void MapRecusals(this IEndpointRouteBuilder routes)
    {
        var recusals = routes.MapGroup("/api/recusals").RequireAuthorization("Staff");
        recusals.MapGet("", ListAsync).WithSummary("Recusals of the caller; of everybody for administrators.");
        recusals.MapPost("", RecordAsync).WithSummary("Declares an interest (公务员法 §76, §77).");
        recusals.MapPost("/{id:guid}/end", EndAsync).RequireAuthorization("Admin")
            .WithSummary("Ends a recusal whose ground has gone.");
    }

    private static async Task<IResult> ListAsync(RecusalService recusals, CancellationToken cancellation) =>
        TypedResults.Ok(new
        {
            items = (await recusals.ListAsync(cancellation)).Select(row => new
            {
                row.Id,
                row.Person,
                from = row.From,
                ground = JsonNames.Camel(row.Ground),
                basis = Recusal.BasisOf(row.Ground),
                row.Reason,
                recordedAt = ChinaTime.Of(row.RecordedAt),
                row.RecordedBy,
                endedAt = CaseJson.Local(row.EndedAt),
            }),
        });

    private static async Task<IResult> RecordAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var ground = fields.Text("ground", required: true);
        if (!Enum.TryParse<RecusalGround>(ground, ignoreCase: true, out var named) || !Enum.IsDefined(named)
            || char.IsAsciiDigit(ground![0]))
        {
            if (ground is not null)
                fields.Fail("ground", string.Join(" | ", Enum.GetNames<RecusalGround>().Select(JsonNames.Camel)));
        }

        var wish = new RecusalWish(
            fields.Text("person"), fields.Text("enterprise"), fields.Text("applicant"), named);
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<RecusalService, Recusal>(
            caller.Actor,
            service => service.RecordAsync(wish, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> EndAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<RecusalService, Recusal>(
            caller.Actor,
            service => service.EndAsync(id, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static object Of(Recusal row) => new
    {
        row.Id,
        ground = JsonNames.Camel(row.Ground),
        basis = Recusal.BasisOf(row.Ground),
        row.Reason,
        endedAt = CaseJson.Local(row.EndedAt),
    };
}
