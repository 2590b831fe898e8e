using System.Net;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Answers the request that runs this burst; the answer leaves after the commit.</summary>
[Activity("Elsa", "HTTP", "Answers the request.", DisplayName = "HTTP Response")]
public sealed class WriteHttpResponse : Activity
{
    private const string LostContext = "HttpContextLost";

    [Input(DefaultValue = HttpStatusCode.OK, UIHint = "dropdown", Description = "The status.")]
    public Input<HttpStatusCode> StatusCode { get; set; } = new(HttpStatusCode.OK);

    [Input(Description = "The content.")]
    public Input<object?> Content { get; set; } = null!;

    [Input(
        Options = new[]
        {
            "", "application/json", "application/soap+xml", "application/x-www-form-urlencoded", "application/xml",
            "text/html", "text/json", "text/plain", "text/richtext", "text/xml",
        },
        UIHint = "dropdown",
        Description = "The type of the content.")]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(UIHint = UIHints.InputUIHints.JsonEditor, Category = "Advanced", Description = "Headers.")]
    public Input<HttpHeaders?> ResponseHeaders { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Answers.Open(context, LostContext, response =>
        {
            response.StatusCode = (int)context.Get(StatusCode);
            if (response.StatusCode == 0)
                response.StatusCode = (int)HttpStatusCode.OK;
            foreach (var (name, values) in context.Get(ResponseHeaders) ?? [])
                response.Headers[name] = values;
            if (response.StatusCode != (int)HttpStatusCode.NoContent)
                Answers.Write(response, context.Get(Content), context.Get(ContentType));
        });
        await context.CompleteActivityAsync();
    }
}

/// <summary>Makes the one answer a burst may give.</summary>
internal static class Answers
{
    public static void Open(
        ActivityExecutionContext context, string code, Action<HttpResponseData> write)
    {
        var workflow = context.WorkflowExecutionContext;
        if (workflow.HttpRequest is null)
            throw new FaultException(
                code, "HTTP", "System", "The HTTP context was lost: no request waits for this answer.");
        if (workflow.HttpResponse is not null)
            throw new InvalidOperationException(
                "StatusCode cannot be set because the response has already started.");
        var response = new HttpResponseData();
        write(response);
        workflow.HttpResponse = response;
    }

    public static void Write(HttpResponseData response, object? content, string? contentType)
    {
        if (content is null)
            return;
        response.ContentType = string.IsNullOrEmpty(contentType) ? HttpContentWriter.TypeFor(content) : contentType;
        response.Body = HttpContentWriter.Write(content, response.ContentType);
    }
}
