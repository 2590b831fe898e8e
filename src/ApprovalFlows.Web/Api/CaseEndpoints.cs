using ApprovalFlows.Core;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Web.Api;

public static class CaseEndpoints
{
    private const int MaxReasonLength = 2000;

    public static void MapCases(this IEndpointRouteBuilder routes)
    {
        var cases = routes.MapGroup("/api/cases");
        cases.MapGet("", ListAsync).WithSummary("The cases the caller may see, newest first.");
        cases.MapGet("/{number}", ShowAsync).WithSummary("One case with its steps and dates.");
        cases.MapPost("/{number}/corrections", CorrectAsync).WithSummary("Resubmission after 补正.");
        cases.MapPost("/{number}/withdrawal", WithdrawAsync).WithSummary("The applicant withdraws.");
        cases.MapPost("/{number}/worker-answer", AnswerAsync)
            .WithSummary("The worker says whether what was handed in is what was signed.");
        cases.MapPost("/{number}/extension", ExtendAsync)
            .WithSummary("The deciding office extends the time limit once (行政许可法 §42).");
        cases.MapPost("/{number}/suspension", SuspendAsync)
            .WithSummary("The clock stands still for a hearing, an inspection or an expert review (行政许可法 §45).");
        cases.MapPost("/{number}/resumption", ResumeAsync).WithSummary("The clock runs on.");
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, Caller _, CaseListService cases, CancellationToken cancellation)
    {
        var query = new QueryFields(context.Request.Query);
        var found = await cases.ListAsync(
            new CaseQuery
            {
                Status = query.Choice<CaseStatus>("status"),
                Flow = query.Text("flow"),
                Text = query.Text("q"),
                Mine = query.Flag("mine") ?? false,
                Page = query.Page,
                PageSize = query.PageSize,
            },
            cancellation);
        query.MustBeRight();
        return TypedResults.Ok(CaseJson.Of(found));
    }

    private static async Task<IResult> ShowAsync(
        string number, Caller _, CaseViewService cases, CancellationToken cancellation) =>
        TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, cancellation)));

    private static async Task<IResult> CorrectAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var body = await Body.ReadObjectAsync(context.Request, context.RequestAborted);
        var submission = SubmissionBody.Read(body);
        await work.RunAsync<CorrectionService>(
            caller.Actor,
            service => service.ResubmitAsync(number, submission, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<IResult> WithdrawAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var reason = await ReadReasonAsync(context);
        await work.RunAsync<WithdrawalService>(
            caller.Actor,
            service => service.WithdrawAsync(number, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<IResult> AnswerAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var (answer, reason) = (fields.Text("answer", required: true), fields.Text("reason"));
        fields.MustBeRight();
        await work.RunAsync<WorkerAnswers>(
            caller.Actor,
            service => service.AnswerAsync(number, answer, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<IResult> ExtendAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var reason = await ReadReasonAsync(context);
        await work.RunAsync<ExtensionService>(
            caller.Actor,
            service => service.ExtendAsync(number, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<IResult> SuspendAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var kind = fields.Text("kind", required: true);
        var reason = ReasonOf(fields);
        await work.RunAsync<SuspensionService>(
            caller.Actor,
            service => service.BeginAsync(number, kind, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<IResult> ResumeAsync(
        string number, HttpContext context, Caller caller, UnitOfWork work, CaseViewService cases)
    {
        var reason = await ReadReasonAsync(context);
        await work.RunAsync<SuspensionService>(
            caller.Actor,
            service => service.EndAsync(number, reason, context.RequestAborted),
            context.RequestAborted);
        return TypedResults.Ok(CaseJson.Of(await cases.ShowAsync(number, context.RequestAborted)));
    }

    private static async Task<string?> ReadReasonAsync(HttpContext context) =>
        ReasonOf(new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted)));

    private static string? ReasonOf(Fields fields)
    {
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return reason?.Length <= MaxReasonLength
            ? reason
            : throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReasonLength);
    }
}
