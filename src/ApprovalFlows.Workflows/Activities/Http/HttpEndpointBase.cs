using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Which requests an endpoint answers.</summary>
public sealed class HttpEndpointOptions
{
    public string Path { get; set; } = "";
    public ICollection<string> Methods { get; set; } = [];
    public bool Authorize { get; set; }
    public string? Policy { get; set; }
    public TimeSpan? RequestTimeout { get; set; }
    public long? RequestSizeLimit { get; set; }
}

/// <summary>Base of triggers for requests whose result has no type of its own.</summary>
public abstract class HttpEndpointBase : HttpEndpointBase<object>;

/// <summary>
/// Base of triggers for requests. The engine knows no web framework: activities get the request as data.
/// </summary>
public abstract class HttpEndpointBase<TResult> : Trigger<TResult>
{
    protected abstract HttpEndpointOptions GetOptions();

    protected virtual ValueTask OnHttpRequestReceivedAsync(
        ActivityExecutionContext context, HttpRequestData request)
    {
        OnHttpRequestReceived(context, request);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnHttpRequestReceived(ActivityExecutionContext context, HttpRequestData request)
    {
    }

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        context.GetHttpEndpointStimuli(GetOptions());

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.WaitForHttpRequestAsync(GetOptions(), RequestReceivedAsync);

    private async ValueTask RequestReceivedAsync(ActivityExecutionContext context)
    {
        if (context.WorkflowExecutionContext.HttpRequest is { } request)
            await OnHttpRequestReceivedAsync(context, request);
        await context.CompleteActivityAsync();
    }
}
