using ApprovalFlows.Workflows.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace ApprovalFlows.Web.Api;

/// <summary>What a flow wrote, sent after the commit exactly as it was written.</summary>
internal sealed class FlowAnswer(HttpResponseData answer) : IResult
{
    // The server frames the message; a flow must not contradict it.
    private static readonly HashSet<string> OfTheServer = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Keep-Alive", "Transfer-Encoding", "Upgrade",
    };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // A flow's 404 without content is not the host's: it gets no problem document.
        if (httpContext.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        var response = httpContext.Response;
        response.StatusCode = answer.StatusCode is >= 200 and <= 999
            ? answer.StatusCode
            : StatusCodes.Status500InternalServerError;
        foreach (var (name, values) in answer.Headers)
        {
            if (!OfTheServer.Contains(name) && IsSendable(name, values)) response.Headers[name] = values;
        }

        if (answer.ContentType is { Length: > 0 } type && IsSendable("Content-Type", [type]))
            response.ContentType = type;
        if (response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) return;
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            response.Headers.ContentLength = answer.Body.Length;
            return;
        }

        response.Headers.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }

    // The commit is done: a header that the server would refuse must not turn the answer into a fault.
    private static bool IsSendable(string name, string[] values) =>
        name.Length > 0
        && name.All(letter => letter is > ' ' and < (char)127 and not ':')
        && values.All(value => value is not null && value.All(letter => letter is >= ' ' and < (char)127));
}
