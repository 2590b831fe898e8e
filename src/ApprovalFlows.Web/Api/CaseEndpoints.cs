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
        cases.MapPost("/{number}/extension", ExtendAsync)
            .WithSummary("The deciding office extends the time limit once (行政许可法 §42).");
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

    private static async Task<string?> ReadReasonAsync(HttpContext context)
    {
        var fields = new Fields(await Body.ReadObjectAsync(context.Request, context.RequestAborted));
        var reason = fields.Text("reason", required: true);
        fields.MustBeRight();
        return reason?.Length <= MaxReasonLength
            ? reason
            : throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReasonLength);
    }
}
