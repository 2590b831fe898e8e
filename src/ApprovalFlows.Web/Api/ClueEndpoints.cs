using ApprovalFlows.Core;
using ApprovalFlows.Core.Clues;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Clues that the watchers opened, for the police and the labour office.</summary>
public static class ClueEndpoints
{
    public static void MapClues(this IEndpointRouteBuilder routes)
    {
        var clues = routes.MapGroup("/api/clues").RequireAuthorization("Reviewer");
        clues.MapGet("", ListAsync).WithSummary("Open or closed clues.");
        clues.MapPost("/{id:guid}/close", CloseAsync).WithSummary("Closes a clue with a reason.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller _, ClueService clues, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var status = fields.Choice<ClueStatus>("status") ?? ClueStatus.Open;
        var (number, size) = (fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await clues.ListAsync(status, number, size, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(row => Of(row.Clue, row.Worker, row.Enterprise)),
            page.TotalCount,
            page.Page,
            page.PageSize,
        });
    }

    private static async Task<IResult> CloseAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason");
        fields.MustBeRight();
        var clue = await work.RunAsync<ClueService, Clue>(
            caller.Actor, clues => clues.CloseAsync(id, reason, context.RequestAborted), context.RequestAborted);
        return TypedResults.Ok(Of(clue, null, null));
    }

    private static object Of(Clue clue, string? worker, string? enterprise) => new
    {
        clue.Id,
        clue.Number,
        clue.Source,
        clue.KindCode,
        clue.WorkerId,
        worker,
        enterprise,
        facts = System.Text.Json.Nodes.JsonNode.Parse(clue.Facts),
        createdAt = ChinaTime.Of(clue.CreatedAt),
        status = JsonNames.Camel(clue.Status),
        closedAt = CaseJson.Local(clue.ClosedAt),
        clue.ClosedByName,
        clue.Reason,
    };
}
