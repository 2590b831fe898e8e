using System.Globalization;
using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Handovers;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>离职交接: all open work of a person to successors, with its progress.</summary>
public static class HandoverEndpoints
{
    public static void MapHandovers(this IEndpointRouteBuilder routes)
    {
        var handovers = routes.MapGroup("/api/handovers").RequireAuthorization("StaffReader");
        handovers.MapGet("", ListAsync).WithSummary("The latest handovers and how far they are.");
        handovers.MapGet("/{id:guid}", ShowAsync).WithSummary("One handover with what became of each task.");
        handovers.MapGet("/preview", PreviewAsync).RequireAuthorization("Admin")
            .WithSummary("What a person has in hand.");
        handovers.MapPost("", OrderAsync).RequireAuthorization("Admin").WithSummary("Orders a handover.");
    }

    private static async Task<IResult> ListAsync(HandoverService handovers, CancellationToken cancellation) =>
        TypedResults.Ok(new { items = (await handovers.ListAsync(cancellation)).Select(Of) });

    private static async Task<IResult> ShowAsync(
        Guid id, HandoverService handovers, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await handovers.ShowAsync(id, cancellation)));

    private static async Task<IResult> PreviewAsync(
        HttpContext context, HandoverService handovers, StaffLog log, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var (person, day) = (fields.Text("person"), fields.Date("day") ?? log.Today);
        fields.MustBeRight();
        var open = await handovers.PreviewAsync(person, day, cancellation);
        var culture = CultureInfo.CurrentUICulture;
        return TypedResults.Ok(new
        {
            person = open.UserName,
            open.Name,
            claimed = open.Claimed.Select(work => new { work.Flow, step = work.Step.In(culture), work.Count }),
            posts = open.Posts.Select(post => new
            {
                post.Department,
                post.Post,
                name = post.Name.In(culture),
                post.From,
                post.To,
                post.Others,
                post.OpenTasks,
            }),
            open.Deputyships,
            open.Total,
        });
    }

    private static async Task<IResult> OrderAsync(HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var successors = fields.List("successors");
        if (successors.Any(name => name.ValueKind != JsonValueKind.String)) fields.Fail("successors", "[string]");
        var person = fields.Text("person", required: true);
        var day = fields.Date("day", required: true) ?? default;
        var takesPosts = fields.Flag("takesPosts") ?? false;
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        var wish = new HandoverWish(person, day, [.. successors.Select(name => name.GetString()!)])
        {
            TakesPosts = takesPosts,
        };
        var run = await work.RunAsync<HandoverService, Handover>(
            caller.Actor,
            service => service.OrderAsync(wish, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Accepted($"/api/handovers/{run.Id}", Of(new HandoverView(run, [], [])));
    }

    private static object Of(HandoverView view) => new
    {
        view.Run.Id,
        person = view.Run.PersonName,
        view.Run.Day,
        view.Successors,
        view.Run.Reason,
        orderedBy = view.Run.OrderedByName,
        orderedAt = ChinaTime.Of(view.Run.OrderedAt),
        view.Run.Total,
        view.Run.Looked,
        view.Run.Moved,
        view.Run.Released,
        view.Run.SentOn,
        finishedAt = CaseJson.Local(view.Run.FinishedAt),
        lines = view.Lines.Select(line => new
        {
            line.TaskId,
            line.CaseNumber,
            result = JsonNames.Camel(line.Result),
            successor = line.SuccessorName,
        }),
    };
}
