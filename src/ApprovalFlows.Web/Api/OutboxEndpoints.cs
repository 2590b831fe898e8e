using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>What flows have to do outside: what waits, and what was given up.</summary>
public static class OutboxEndpoints
{
    public static void MapOutbox(this IEndpointRouteBuilder routes)
    {
        var outbox = routes.MapGroup("/api/outbox").RequireAuthorization("OutboxReader");
        outbox.MapGet("", ListAsync).WithSummary("Outgoing messages of flows.");
        var repairs = outbox.MapGroup("/{id}").RequireAuthorization("OutboxAdmin");
        repairs.MapPost("/retry", RetryAsync).WithSummary("Sends a dead message again.");
        repairs.MapPost("/discard", DiscardAsync).WithSummary("Gives a dead message up for good.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, OutboxService outbox, CancellationToken cancellation)
    {
        var fields = new QueryFields(context.Request.Query);
        var status = fields.Choice<OutboxStatus>("status") ?? OutboxStatus.Dead;
        var (number, size) = (fields.Page, fields.PageSize);
        fields.MustBeRight();
        var page = await outbox.ListAsync(status, number, size, cancellation);
        return TypedResults.Ok(new
        {
            items = page.Items.Select(Of),
            page.TotalCount,
            page.Page,
            page.PageSize,
        });
    }

    private static async Task<IResult> RetryAsync(
        string id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var reason = await ReasonAsync(context);
        return TypedResults.Ok(Of(await work.RunAsync<OutboxService, OutboxRow>(
            caller.Actor,
            service => service.RetryAsync(id, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> DiscardAsync(
        string id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var reason = await ReasonAsync(context);
        return TypedResults.Ok(Of(await work.RunAsync<OutboxService, OutboxRow>(
            caller.Actor,
            service => service.DiscardAsync(id, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<string?> ReasonAsync(HttpContext context)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return reason;
    }

    private static object Of(OutboxRow row) => new
    {
        row.Id,
        row.Kind,
        row.InstanceId,
        target = OutboxTarget.Of(row),
        row.Status,
        row.Attempts,
        lastError = OutboxError.Of(row, CultureInfo.CurrentUICulture),
        createdAt = ChinaTime.Of(row.CreatedAt),
        nextAttemptAt = row.Status == OutboxStatus.Waiting ? CaseJson.Local(row.NextAttemptAt) : null,
        finishedAt = CaseJson.Local(row.FinishedAt),
    };
}
