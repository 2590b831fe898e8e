using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace ApprovalFlows.Web.Api;

/// <summary>Turns refusals into RFC 9457 problem documents in the caller's language.</summary>
public sealed class Problems(IProblemDetailsService writer, ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, sentence, errors) = Read(exception);
        if (status == StatusCodes.Status500InternalServerError)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        if (!Paths.IsApi(httpContext.Request.Path)) return false;
        httpContext.Response.StatusCode = status;
        await writer.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = Details(status, sentence, errors),
        });
        return true;
    }

    public static Microsoft.AspNetCore.Mvc.ProblemDetails Details(
        int status,
        Sentence sentence,
        IReadOnlyDictionary<string, IReadOnlyList<Sentence>> errors)
    {
        var culture = CultureInfo.CurrentUICulture;
        var details = new Microsoft.AspNetCore.Mvc.ProblemDetails
        {
            Status = status,
            Detail = sentence.In(culture),
        };
        if (errors.Count > 0)
        {
            details.Extensions["errors"] = errors.ToDictionary(
                pair => pair.Key, pair => pair.Value.Select(text => text.In(culture)).ToArray());
        }

        return details;
    }

    private static (int, Sentence, IReadOnlyDictionary<string, IReadOnlyList<Sentence>>) Read(
        Exception exception) => exception switch
        {
            RuleViolation refusal => (StatusOf(refusal.Kind), refusal.Sentence, refusal.Errors),
            BadBodyException bad => (bad.Status, bad.Sentence, Only(bad.Field, bad.Sentence)),
            StartRefusedException => (StatusCodes.Status409Conflict, new Sentence("StartRefused"), None),
            InstanceExistsException taken => (
                StatusCodes.Status409Conflict, new Sentence("InstanceExists", taken.InstanceId), None),
            NotWaitingException => (StatusCodes.Status409Conflict, new Sentence("NotWaiting"), None),
            WorkflowConflictException => (StatusCodes.Status409Conflict, new Sentence("TooBusy"), None),
            BadHttpRequestException bad => Read(bad),
            _ when Conflicts.IsUnreadableText(exception) => (
                StatusCodes.Status400BadRequest, new Sentence("Field.Characters"), None),
            _ => (StatusCodes.Status500InternalServerError, new Sentence("ServerFault"), None),
        };

    private static (int, Sentence, IReadOnlyDictionary<string, IReadOnlyList<Sentence>>) Read(
        BadHttpRequestException bad)
    {
        var sentence = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? new Sentence("BodyTooLarge", Body.MaxBytes / 1024)
            : new Sentence("BodyNotJson", "");
        return (bad.StatusCode, sentence, Only("body", sentence));
    }

    private static int StatusOf(RuleKind kind) => kind switch
    {
        RuleKind.Forbidden => StatusCodes.Status403Forbidden,
        RuleKind.NotFound => StatusCodes.Status404NotFound,
        RuleKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static readonly Dictionary<string, IReadOnlyList<Sentence>> None = [];

    private static Dictionary<string, IReadOnlyList<Sentence>> Only(string field, Sentence sentence) =>
        new() { [field] = [sentence] };
}

/// <summary>Which addresses speak JSON rather than pages.</summary>
public static class Paths
{
    public static bool IsApi(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/workflows")
        || path.StartsWithSegments("/elsa") || path.StartsWithSegments("/dev")
        || path.StartsWithSegments("/health") || path.StartsWithSegments("/openapi");
}
