using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Http;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>Starts on a request, or waits for one.</summary>
[Activity("Elsa", "HTTP", "Starts on a request, or waits for one.", DisplayName = "HTTP Endpoint")]
[Output(IsSerializable = false)]
public sealed class HttpEndpoint : Trigger<HttpRequestData>
{
    public const string StimulusName = "Elsa.HttpEndpoint";

    [Input(Description = "The path below the base path of flows.")]
    public Input<string> Path { get; set; } = null!;

    [Input(
        Options = new[] { "GET", "POST", "PUT", "HEAD", "DELETE" },
        UIHint = UIHints.InputUIHints.CheckList,
        Description = "The methods that are answered.")]
    public Input<ICollection<string>> SupportedMethods { get; set; } = new(["GET"]);

    [Input(Category = "Security", Description = "Whether only signed-in callers are served.")]
    public Input<bool> Authorize { get; set; } = new(false);

    [Input(Category = "Security", Description = "The policy a caller must meet.")]
    public Input<string?> Policy { get; set; } = null!;

    [Input(Category = "Upload", Description = "How long a request may take.")]
    public Input<TimeSpan?> RequestTimeout { get; set; } = null!;

    [Input(Category = "Upload", Description = "How many bytes a request may have.")]
    public Input<long?> RequestSizeLimit { get; set; } = null!;

    [Input(Category = "Upload", Description = "How many bytes a file may have.")]
    public Input<long?> FileSizeLimit { get; set; } = null!;

    [Input(
        Category = "Upload",
        UIHint = UIHints.InputUIHints.MultiText,
        Description = "Extensions of files that are accepted, with dot.")]
    public Input<ICollection<string>> AllowedFileExtensions { get; set; } = null!;

    [Input(
        Category = "Upload",
        UIHint = UIHints.InputUIHints.MultiText,
        Description = "Extensions of files that are refused, with dot.")]
    public Input<ICollection<string>> BlockedFileExtensions { get; set; } = null!;

    [Input(
        Category = "Upload",
        UIHint = UIHints.InputUIHints.MultiText,
        Description = "MIME types of files that are accepted.")]
    public Input<ICollection<string>> AllowedMimeTypes { get; set; } = null!;

    [Input(Category = "Outcomes", Description = "Offer an outcome for requests that are too large.")]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    [Input(Category = "Outcomes", Description = "Offer an outcome for files that are too large.")]
    public bool ExposeFileTooLargeOutcome { get; set; }

    [Input(Category = "Outcomes", Description = "Offer an outcome for refused extensions.")]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    [Input(Category = "Outcomes", Description = "Offer an outcome for refused MIME types.")]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    [Output(IsSerializable = true)]
    public Output<object?>? ParsedContent { get; set; }
    [Output(IsSerializable = false)]
    public Output<HttpFileData[]>? Files { get; set; }
    [Output(IsSerializable = false)]
    public Output<HttpFileData>? File { get; set; }
    [Output(IsSerializable = true)]
    public Output<IDictionary<string, object>>? RouteData { get; set; }
    [Output(IsSerializable = true)]
    public Output<IDictionary<string, object>>? QueryStringData { get; set; }
    [Output(IsSerializable = true)]
    public Output<IDictionary<string, object>>? Headers { get; set; }

    protected override IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context)
    {
        var path = context.Get(Path) ?? "";
        var methods = context.Get(SupportedMethods) ?? ["GET"];
        return [.. methods.Select(method => new HttpEndpointStimulus(path, method)
        {
            Authorize = context.Get(Authorize),
            Policy = context.Get(Policy),
            RequestTimeout = context.Get(RequestTimeout),
            RequestSizeLimit = context.Get(RequestSizeLimit),
        })];
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow() && context.WorkflowExecutionContext.HttpRequest is not null)
        {
            await OnRequestAsync(context);
            return;
        }

        var path = context.Get(Path) ?? "";
        foreach (var method in context.Get(SupportedMethods) ?? ["GET"])
            context.CreateBookmark(new CreateBookmarkArgs
            {
                BookmarkName = StimulusName,
                Stimulus = StimulusOf(context, path, method),
                Callback = OnRequestAsync,
            });
    }

    private HttpEndpointStimulus StimulusOf(ActivityExecutionContext context, string path, string method) =>
        context.WorkflowExecutionContext.Reproduces(ElsaDefects.UnguardedWaitingEndpoints)
            ? new HttpEndpointStimulus(path, method)
            : new HttpEndpointStimulus(path, method)
            {
                Authorize = context.Get(Authorize),
                Policy = context.Get(Policy),
                RequestTimeout = context.Get(RequestTimeout),
                RequestSizeLimit = context.Get(RequestSizeLimit),
            };

    private ValueTask OnRequestAsync(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.HttpRequest is { } request
            ? new HttpRequestReader(this, context, request).ReadAsync()
            : ValueTask.CompletedTask;
}
