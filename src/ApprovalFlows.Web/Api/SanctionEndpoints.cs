using System.Text.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Sanctions;

namespace ApprovalFlows.Web.Api;

/// <summary>
/// The public list of decisions against firms, and what firms and offices do in such proceedings. They are opened at
/// the endpoints of their flows, <c>rectification</c> and <c>clear-out</c>.
/// </summary>
public static class SanctionEndpoints
{
    public static void MapSanctions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/sanctions", ListAsync).AllowAnonymous()
            .WithSummary("The public list of firms that were cleared out or lost their qualification.");
        var proceedings = routes.MapGroup("/api/proceedings/{number}");
        proceedings.MapGet("", ShowAsync).WithSummary("A proceeding with its dates, for those it concerns.");
        proceedings.MapPost("/answer", AnswerAsync)
            .WithSummary("The firm hands in proof or its defence, or asks for a hearing.");
        proceedings.MapPost("/extension", ExtendAsync).WithSummary("The firm asks once for more time.");
        proceedings.MapPost("/hearing", AnnounceAsync)
            .WithSummary("The HR bureau announces a hearing, seven working days ahead (行政处罚法 §64).");
        proceedings.MapPost("/minutes", RecordAsync).WithSummary("The chair records the minutes.");
        proceedings.MapPost("/confirmation", ConfirmAsync)
            .WithSummary("The firm confirms the minutes, or the chair notes that it does not sign.");
        var sanctions = routes.MapGroup("/api/sanctions/{id:guid}").RequireAuthorization("Reviewer");
        sanctions.MapPost("/lifting", ProposeLiftingAsync).WithSummary("The HR bureau proposes to lift a decision.");
        sanctions.MapPost("/lifting/approval", LiftAsync).WithSummary("The zone office lifts it.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, SanctionList list, CancellationToken cancellation)
    {
        var query = new QueryFields(context.Request.Query);
        var (page, size) = (query.Page, query.PageSize);
        query.MustBeRight();
        var found = await list.PublicAsync(page, size, cancellation);
        return TypedResults.Ok(new { found.Items, found.TotalCount, found.Page, found.PageSize });
    }

    private static async Task<IResult> ShowAsync(
        string number, Caller _, ProceedingViewService views, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await views.ShowAsync(number, cancellation)));

    private static async Task<IResult> AnswerAsync(string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = await ReadAsync(context);
        var (text, hearing) = (fields.Text("text", required: true), fields.Flag("hearing") ?? false);
        var files = new List<Guid>();
        foreach (var item in fields.List("attachments"))
        {
            if (item.ValueKind == JsonValueKind.String && item.TryGetGuid(out var id)) files.Add(id);
            else fields.Fail("attachments", "[\"id\", …]");
        }

        fields.MustBeRight();
        return await RunAsync<EnterpriseAnswers>(context, caller, work, number, service => service.AnswerAsync(
            number, new EnterpriseAnswer(text, hearing, files), context.RequestAborted));
    }

    private static async Task<IResult> ExtendAsync(string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = await ReadAsync(context);
        var (until, reason) = (fields.Date("until", required: true), fields.Text("reason", required: true));
        fields.MustBeRight();
        return await RunAsync<EnterpriseAnswers>(context, caller, work, number, service => service.AskExtensionAsync(
            number, until, reason, context.RequestAborted));
    }

    private static async Task<IResult> AnnounceAsync(string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = await ReadAsync(context);
        var (place, chair) = (fields.Text("place", required: true), fields.Text("chair", required: true));
        var at = fields.Text("heldAt", required: true);
        if (!DateTimeOffset.TryParse(
            at, System.Globalization.CultureInfo.InvariantCulture, out var heldAt) && at is not null)
            fields.Fail("heldAt", "2026-03-11T09:30+08:00");
        fields.MustBeRight();
        return await RunAsync<HearingService>(context, caller, work, number, service => service.AnnounceAsync(
            number, new HearingPlan(heldAt, place, chair), context.RequestAborted));
    }

    private static async Task<IResult> RecordAsync(string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var minutes = await TextAsync(context, "minutes", required: true);
        return await RunAsync<HearingService>(
            context, caller, work, number, service => service.RecordAsync(number, minutes, context.RequestAborted));
    }

    private static async Task<IResult> ConfirmAsync(string number, HttpContext context, Caller caller, UnitOfWork work)
    {
        var remark = await TextAsync(context, "remark", required: false);
        return await RunAsync<HearingService>(
            context, caller, work, number, service => service.ConfirmAsync(number, remark, context.RequestAborted));
    }

    private static async Task<IResult> ProposeLiftingAsync(
        Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var reason = await TextAsync(context, "reason", required: true);
        return TypedResults.Ok(Of(await work.RunAsync<SanctionService, Sanction>(
            caller.Actor, service => service.ProposeLiftingAsync(id, reason, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> LiftAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work) =>
        TypedResults.Ok(Of(await work.RunAsync<SanctionService, Sanction>(
            caller.Actor, service => service.LiftAsync(id, context.RequestAborted), context.RequestAborted)));

    private static async Task<IResult> RunAsync<TService>(
        HttpContext context, Caller caller, UnitOfWork work, string number, Func<TService, Task> act)
        where TService : notnull
    {
        await work.RunAsync(caller.Actor, act, context.RequestAborted);
        var views = context.RequestServices.GetRequiredService<ProceedingViewService>();
        return TypedResults.Ok(Of(await views.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<Fields> ReadAsync(HttpContext context) =>
        new(await Body.ReadObjectAsync(context.Request, context.RequestAborted));

    private static async Task<string?> TextAsync(HttpContext context, string name, bool required)
    {
        var fields = await ReadAsync(context);
        var text = fields.Text(name, required);
        fields.MustBeRight();
        return text;
    }

    private static object Of(ProceedingView view) => new
    {
        view.Proceeding.CaseNumber,
        kind = JsonNames.Camel(view.Proceeding.Kind),
        view.Enterprise,
        status = JsonNames.Camel(view.Status),
        view.Proceeding.Ground,
        view.Proceeding.OrderNumber,
        view.Proceeding.DueOn,
        noticeServedAt = CaseJson.Local(view.Proceeding.NoticeServedAt),
        answerBy = view.AnswerBy?.DueOn,
        answeredAt = CaseJson.Local(view.Proceeding.AnsweredAt),
        view.Proceeding.Answer,
        view.Proceeding.WantsHearing,
        silentAt = CaseJson.Local(view.Proceeding.SilentAt),
        view.Proceeding.ExtensionUntil,
        view.Proceeding.Outcome,
        view.OwesOrder,
        view.OrderInstead,
        hearings = view.Hearings.Select(hearing => new
        {
            heldAt = ChinaTime.Of(hearing.HeldAt),
            hearing.Place,
            hearing.ChairName,
            hearing.Minutes,
            confirmedAt = CaseJson.Local(hearing.ConfirmedAt),
            hearing.IsSignatureRefused,
            hearing.Remark,
        }),
        sanction = view.Sanction is null ? null : Of(view.Sanction),
        shownFrom = view.Listing?.From,
        shownUntil = view.Listing?.Until,
    };

    private static object Of(Sanction sanction) => new
    {
        sanction.Id,
        sanction.Number,
        sanction.Measure,
        sanction.Ground,
        decidedAt = ChinaTime.Of(sanction.DecidedAt),
        servedAt = CaseJson.Local(sanction.ServedAt),
        sanction.LiftReason,
        liftProposedAt = CaseJson.Local(sanction.LiftProposedAt),
        liftedAt = CaseJson.Local(sanction.LiftedAt),
    };
}
