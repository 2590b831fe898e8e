using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Web.Api;

/// <summary>Applications start flows here, through the flow's own HTTP endpoint.</summary>
public static class WorkflowEndpoints
{
    public static void MapWorkflows(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/workflows/{**path}", StartAsync).WithSummary("Starts a flow with an application.");

    private static async Task<IResult> StartAsync(
        string path, HttpContext context, Caller caller, UnitOfWork work)
    {
        var body = await Body.ReadObjectAsync(context.Request, context.RequestAborted);
        var submission = SubmissionBody.Read(body);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var request = new HttpRequestData
        {
            Method = context.Request.Method,
            Path = path.Trim('/'),
            ContentType = context.Request.ContentType,
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()!)!,
        };
        var receipt = await work.RunAsync<SubmissionService, SubmissionReceipt>(
            caller.Actor,
            service => service.SubmitAsync(
                request.Path,
                submission,
                context.Request.Headers.ContainsKey("Idempotency-Key") ? key : null,
                request,
                context.RequestAborted),
            context.RequestAborted);
        context.Response.Headers.Location = $"/api/cases/{receipt.CaseNumber}";
        return receipt.Response is { } answer
            ? new FlowAnswer(answer)
            : TypedResults.Json(
                new { receipt.CaseNumber, receipt.Status }, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>What the flow wrote, sent after the commit.</summary>
    private sealed class FlowAnswer(HttpResponseData answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = answer.StatusCode;
            foreach (var (name, values) in answer.Headers) httpContext.Response.Headers[name] = values;
            httpContext.Response.ContentType = answer.ContentType;
            await httpContext.Response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}
