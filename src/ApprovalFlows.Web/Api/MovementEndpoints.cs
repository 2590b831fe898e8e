using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Movements;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

/// <summary>Moving a task other than by deciding it.</summary>
public static class MovementEndpoints
{
    public static void MapMovements(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/api/tasks/{id:guid}");
        tasks.MapGet("/movements", ListAsync)
            .WithSummary("What the caller may do with the task now, with whom, and why not the rest.");
        tasks.MapPost("/send-back", SendBackAsync).WithSummary("Back to the applicant or an earlier step.");
        tasks.MapPost("/recall", RecallAsync).WithSummary("Takes one's own decision back.");
        tasks.MapPost("/transfer", TransferAsync).WithSummary("To another person or post for good.");
        tasks.MapPost("/delegation", DelegateAsync).WithSummary("Asks a colleague, whose opinion comes back.");
        tasks.MapPost("/extra-signers", AddAsync).WithSummary("Adds signers before, after or beside.");
        tasks.MapDelete("/extra-signers/{taskId:guid}", RemoveAsync).WithSummary("Takes an added signer out.");
    }

    private static async Task<IResult> ListAsync(
        Guid id,
        Caller _,
        TaskViewService tasks,
        MovementService movements,
        RoundViewService rounds,
        CancellationToken cancellation)
    {
        var view = await tasks.ShowAsync(id, cancellation);
        var offers = await movements.ListAsync(id, cancellation);
        return TypedResults.Ok(MovementJson.Of(offers, await rounds.ShowAsync(view.Task, cancellation)));
    }

    private static async Task<IResult> SendBackAsync(
        Guid id, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var fields = await ReadAsync(context);
        var step = fields.Text("stepId", required: true);
        var then = fields.Text("then");
        if (then is not (null or "comeBack" or "again")) fields.Fail("then", "comeBack | again");
        var (reason, revision) = (fields.Text("reason"), fields.Integer("revision"));
        fields.MustBeRight();
        var request = new SendBackRequest(
            step!, then == "again" ? AfterSendBack.Again : AfterSendBack.ComeBack, reason, revision);
        return await AnswerAsync(context, cases, await work.RunAsync<SendBackService, Case>(
            caller.Actor, service => service.SendBackAsync(id, request, context.RequestAborted),
            context.RequestAborted));
    }

    private static async Task<IResult> RecallAsync(
        Guid id, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var fields = await ReadAsync(context);
        var reason = fields.Text("reason");
        fields.MustBeRight();
        return await AnswerAsync(context, cases, await work.RunAsync<RecallService, Case>(
            caller.Actor, service => service.RecallAsync(id, reason, context.RequestAborted),
            context.RequestAborted));
    }

    private static async Task<IResult> TransferAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = await ReadAsync(context);
        var request = new TransferRequest(
            fields.Text("to", required: true) ?? "", fields.Text("reason"), fields.Integer("revision"));
        fields.MustBeRight();
        return TypedResults.Ok(TaskEndpoints.Of(await work.RunAsync<TransferService, ReviewTask>(
            caller.Actor, service => service.TransferAsync(id, request, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> DelegateAsync(Guid id, HttpContext context, Caller caller, UnitOfWork work)
    {
        var fields = await ReadAsync(context);
        var request = new DelegationRequest(
            fields.Text("to", required: true) ?? "", fields.Text("reason"), fields.Integer("revision"));
        fields.MustBeRight();
        return TypedResults.Ok(TaskEndpoints.Of(await work.RunAsync<DelegationService, ReviewTask>(
            caller.Actor, service => service.DelegateAsync(id, request, context.RequestAborted),
            context.RequestAborted)));
    }

    private static async Task<IResult> AddAsync(
        Guid id, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var fields = await ReadAsync(context);
        var named = fields.Text("position", required: true);
        if (!Enum.TryParse<ExtraPosition>(named, ignoreCase: true, out var position) || int.TryParse(named, out _))
            fields.Fail("position", "before | after | beside");
        var people = fields.List("people");
        if (people.Any(person => person.ValueKind != System.Text.Json.JsonValueKind.String))
            fields.Fail("people", "[string]");
        var (reason, revision) = (fields.Text("reason"), fields.Integer("revision"));
        fields.MustBeRight();
        var request = new ExtraSignerRequest(
            position, [.. people.Select(person => person.GetString()!)], reason, revision);
        return await AnswerAsync(context, cases, await work.RunAsync<ExtraSignerService, Case>(
            caller.Actor, service => service.AddAsync(id, request, context.RequestAborted),
            context.RequestAborted));
    }

    private static async Task<IResult> RemoveAsync(
        Guid id,
        Guid taskId,
        string? reason,
        HttpContext context,
        Caller caller,
        UnitOfWork work,
        CaseViewService cases) =>
        await AnswerAsync(context, cases, await work.RunAsync<ExtraSignerService, Case>(
            caller.Actor, service => service.RemoveAsync(id, taskId, reason, context.RequestAborted),
            context.RequestAborted));

    private static async Task<Fields> ReadAsync(HttpContext context) =>
        new(await Body.ReadObjectAsync(context.Request, context.RequestAborted));

    private static async Task<IResult> AnswerAsync(HttpContext context, CaseViewService cases, Case file) =>
        TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(file.Number, context.RequestAborted)));
}
