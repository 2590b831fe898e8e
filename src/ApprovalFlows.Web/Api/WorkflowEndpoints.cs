using ApprovalFlows.Core;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Flows;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Web.Api;

/// <summary>
/// The HTTP endpoints of flows. An application goes through its service, which knows the person and
/// the case; every other request goes to the flow as it is. The answer leaves after the commit.
/// </summary>
public static class WorkflowEndpoints
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    // Open to everybody: whether a caller must be signed in is said by the flow's own endpoint.
    public static void MapWorkflows(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/workflows/{**path}", Methods, AnswerAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithSummary("Answers with the flow whose endpoint has this path and method.");

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Caller caller, HttpWorkflows flows, FlowService applications, FlowLimiter limiter)
    {
        if (!limiter.MayPass(context))
        {
            context.Response.Headers.RetryAfter = "1";
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var request = IncomingRequest.Head(context.Request);
        var selectors = IncomingRequest.Selectors(request);
        var match = await flows.FindAsync(request, selectors, context.RequestAborted);
        if (match is null) throw RuleViolation.NotFound("FlowUnknown", request.Path);
        if (match.Ambiguous is { } ambiguous) return new FlowAnswer(ambiguous);
        if (match.Trigger is { } trigger
            && await applications.TakesApplicationsAsync(trigger, context.RequestAborted))
            return await ApplyAsync(context, caller, request);
        return await MayPassAsync(context, match)
            ? await RunAsync(context, caller, match, request, selectors)
            : TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> RunAsync(
        HttpContext context, Caller caller, HttpMatch match, HttpRequestData request, HttpSelectors selectors)
    {
        var services = context.RequestServices;
        var limits = services.GetRequiredService<IOptions<ApprovalFlowsOptions>>().Value.IncomingHttp;
        var longest = TimeSpan.FromSeconds(limits.TimeoutSeconds);
        var time = match.RequestTimeout is { } wanted && wanted >= TimeSpan.Zero && wanted < longest
            ? wanted
            : longest;
        using var patience = new CancellationTokenSource(time, services.GetRequiredService<TimeProvider>());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, patience.Token);
        try
        {
            var complete = await new IncomingBody(limits).ReadAsync(
                context, request, match.RequestSizeLimit, limit.Token);
            return new FlowAnswer(await services.GetRequiredService<UnitOfWork>()
                .RunAsync<HttpWorkflows, HttpResponseData>(
                    IsSignedIn(context) ? caller.Actor : Actor.Anonymous,
                    flows => flows.RunAsync(match, complete, selectors, limit.Token),
                    limit.Token));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new BadBodyException(StatusCodes.Status408RequestTimeout, new Sentence("RequestTookTooLong"));
        }
        catch (NotWaitingException)
        {
            throw RuleViolation.NotFound("FlowUnknown", request.Path);
        }
    }

    private static async Task<IResult> ApplyAsync(HttpContext context, Caller caller, HttpRequestData request)
    {
        if (!IsSignedIn(context)) return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        var body = await Body.ReadObjectAsync(context.Request, context.RequestAborted);
        var submission = SubmissionBody.Read(body);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var receipt = await context.RequestServices.GetRequiredService<UnitOfWork>()
            .RunAsync<SubmissionService, SubmissionReceipt>(
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

    // As in Elsa: signed in, and the policy when one is named; a policy nobody defined lets nobody in.
    private static async Task<bool> MayPassAsync(HttpContext context, HttpMatch match)
    {
        if (!match.Authorize) return true;
        if (!IsSignedIn(context)) return false;
        if (match.Policy is null) return true;
        var services = context.RequestServices;
        var policy = await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(match.Policy);
        return policy is not null
            && (await services.GetRequiredService<IAuthorizationService>()
                .AuthorizeAsync(context.User, context, policy)).Succeeded;
    }

    private static bool IsSignedIn(HttpContext context) => context.User.Identity?.IsAuthenticated == true;
}
