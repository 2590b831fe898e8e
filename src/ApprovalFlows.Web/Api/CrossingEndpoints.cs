using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Crossings;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Entries and exits, as border inspection records them.</summary>
public static class CrossingEndpoints
{
    public static void MapCrossings(this IEndpointRouteBuilder routes)
    {
        var crossings = routes.MapGroup("/api/crossings").RequireAuthorization("Reviewer");
        crossings.MapGet("", ListAsync).WithSummary("The last crossings; ?unmatched=true for those of nobody.");
        crossings.MapPost("", RecordAsync).WithSummary("Records a crossing; an exit uses up the stay permit.");
        crossings.MapPost("/import", ImportAsync).DisableAntiforgery()
            .WithSummary("Takes a CSV file of crossings in, told row by row.");
        crossings.MapPost("/{id:guid}/match", MatchAsync).WithSummary("Gives an unmatched crossing to a worker.");
        crossings.MapPost("/{id:guid}/void", VoidAsync).WithSummary("Takes a wrong crossing out of the count.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, Caller _, CrossingList crossings)
    {
        var query = new QueryFields(context.Request.Query);
        var (text, unmatched, after) = (query.Text("q"), query.Flag("unmatched"), query.Id("after"));
        query.MustBeRight();
        var page = await crossings.ListAsync(text, unmatched == true, after, context.RequestAborted);
        return TypedResults.Ok(new { items = page.Items, page.Next });
    }

    private static async Task<IResult> RecordAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var kind = fields.Text("documentKind", required: true);
        var number = fields.Text("documentNumber", required: true);
        var direction = CrossingImport.DirectionOf(fields.Text("direction", required: true) ?? "");
        var at = Time(fields);
        var port = fields.Text("port", required: true);
        if (direction is null) fields.Fail("direction", "entry | exit");
        fields.MustBeRight();
        var done = await work.RunAsync<CrossingService, CrossingRecorded>(
            caller.Actor,
            service => service.RecordAsync(
                new CrossingWish(kind!, number!, direction!.Value, at, port!), context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(Of(done));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, Caller caller, CrossingImport import)
    {
        CrossingService.MustInspect(caller.Actor);
        var (_, content) = await AttachmentEndpoints.ReadFileAsync(context);
        var rows = await import.TakeAsync(caller.Actor, content, context.RequestAborted);
        return TypedResults.Ok(new
        {
            rows = rows.Select(row => new
            {
                row = row.Number,
                outcome = JsonNames.Camel(row.Outcome),
                row.Field,
                message = row.Problem?.In(CultureInfo.CurrentUICulture),
            }),
        });
    }

    private static async Task<IResult> MatchAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var worker = fields.Id("worker");
        fields.MustBeRight();
        return TypedResults.Ok(Of(await work.RunAsync<CrossingService, CrossingRecorded>(
            caller.Actor,
            service => service.MatchAsync(id, worker, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> VoidAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var row = await work.RunAsync<CrossingService, Crossing>(
            caller.Actor, service => service.VoidAsync(id, reason, context.RequestAborted), context.RequestAborted);
        return TypedResults.Ok(new { row.Id, row.VoidedAt, row.VoidReason });
    }

    private static DateTimeOffset Time(Fields fields)
    {
        var text = fields.Text("at", required: true) ?? "";
        if (CrossingImport.HasOffset(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return at;
        if (text.Length > 0) fields.Fail("at", "2026-03-01T22:30:00+08:00");
        return default;
    }

    private static object Of(CrossingRecorded done) => new
    {
        done.Crossing.Id,
        at = ChinaTime.Of(done.Crossing.At),
        done.IsNew,
        workerId = done.Crossing.WorkerId,
        usedUp = done.UsedUp?.Number,
    };
}
