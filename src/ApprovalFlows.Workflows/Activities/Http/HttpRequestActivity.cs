using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>What a wait for an answer is told apart by.</summary>
public sealed record HttpAnswerStimulus(string RequestId);

/// <summary>
/// Notes a request for the outbox and waits for the answer: nothing is sent inside a burst, so that
/// a burst that is not committed has sent nothing.
/// </summary>
[Output(IsSerializable = false)]
public abstract class HttpRequestActivity : Activity<HttpAnswer>
{
    [Input(Description = "The address.")]
    public Input<Uri?> Url { get; set; } = null!;

    [Input(
        DefaultValue = "GET",
        Options = new[] { "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD" },
        Order = 1,
        UIHint = UIHints.InputUIHints.DropDown,
        Description = "The method.")]
    public Input<string> Method { get; set; } = new("GET");

    [Input(Order = 2, Description = "The content.")]
    public Input<object?> Content { get; set; } = null!;

    [Input(
        Options = new[]
        {
            "", "application/json", "application/soap+xml", "application/x-www-form-urlencoded", "application/xml",
            "text/html", "text/json", "text/plain", "text/richtext", "text/xml",
        },
        Order = 3,
        UIHint = UIHints.InputUIHints.DropDown,
        Description = "The type of the content.")]
    public Input<string?> ContentType { get; set; } = null!;

    [Input(Order = 4, Category = "Security", CanContainSecrets = true, Description = "The Authorization header.")]
    public Input<string?> Authorization { get; set; } = null!;

    [Input(Order = 5, Category = "Security", Description = "Sends the Authorization header as it is.")]
    public Input<bool> DisableAuthorizationHeaderValidation { get; set; } = null!;

    [Input(Order = 6, UIHint = UIHints.InputUIHints.JsonEditor, Category = "Advanced", Description = "Headers.")]
    public Input<HttpHeaders?> RequestHeaders { get; set; } = null!;

    [Input(Description = "The outbox always tries again; kept for definitions that set it.")]
    public Input<bool> EnableResiliency { get; set; } = null!;

    [Output(IsSerializable = true)]
    public Output<int>? StatusCode { get; set; }
    [Output(IsSerializable = true)]
    public Output<object?>? ParsedContent { get; set; }
    [Output(IsSerializable = true)]
    public Output<HttpHeaders?>? ResponseHeaders { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var requestId = Identity.NewSecretId();
        var bookmark = context.CreateBookmark(new CreateBookmarkArgs
        {
            Stimulus = new HttpAnswerStimulus(requestId),
            Callback = OnAnswerAsync,
        });
        context.WorkflowExecutionContext.AddOutbox(
            context.Id, OutboxWork.HttpKind, Describe(context, requestId, bookmark.Id));
    }

    protected abstract ValueTask OnStatusAsync(ActivityExecutionContext context, int status);

    protected abstract ValueTask OnErrorAsync(ActivityExecutionContext context, string error);

    private JsonObject Describe(ActivityExecutionContext context, string requestId, string bookmarkId)
    {
        var content = context.Get(Content);
        var contentType = context.Get(ContentType);
        var hasContent = content is not null && !string.IsNullOrEmpty(contentType);
        return new JsonObject
        {
            ["RequestId"] = requestId,
            ["BookmarkId"] = bookmarkId,
            [nameof(Url)] = context.Get(Url)?.ToString(),
            [nameof(Method)] = context.Get(Method) ?? "GET",
            ["Headers"] = System.Text.Json.JsonSerializer.SerializeToNode(
                context.Get(RequestHeaders) ?? [], EngineJson.Plain),
            [nameof(Authorization)] = context.Get(Authorization),
            [nameof(ContentType)] = hasContent ? contentType : null,
            [nameof(Content)] = hasContent
                ? Convert.ToBase64String(HttpContentWriter.Write(content!, contentType!).Span)
                : null,
        };
    }

    private async ValueTask OnAnswerAsync(ActivityExecutionContext context)
    {
        if (!context.TryGetWorkflowInput<HttpAnswer>(HttpAnswer.InputKey, out var answer) || answer is null)
            throw new InvalidOperationException("The bookmark was resumed without an answer.");
        if (answer.Error is { } error)
        {
            context.JournalData["Error"] = error;
            context.AddExecutionLogEntry("Error", error);
            await OnErrorAsync(context, error);
            return;
        }

        context.Set(Result, answer);
        context.Set(StatusCode, answer.StatusCode);
        context.Set(ResponseHeaders, HeadersOf(answer));
        if (answer.Body.Length > 0)
            context.Set(ParsedContent, HttpContentParser.Parse(
                answer.ContentType ?? "", answer.Body, ParsedContent.GetTargetType(context) ?? typeof(object)));
        await OnStatusAsync(context, answer.StatusCode);
    }

    private static HttpHeaders HeadersOf(HttpAnswer answer)
    {
        var headers = new HttpHeaders();
        foreach (var (name, values) in answer.Headers)
            headers[name] = values;
        return headers;
    }
}
