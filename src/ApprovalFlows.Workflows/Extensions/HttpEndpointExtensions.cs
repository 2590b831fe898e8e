using ApprovalFlows.Workflows.Activities.Http;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Waiting for requests.</summary>
public static class HttpEndpointExtensions
{
    public static ValueTask WaitForHttpRequestAsync(
        this ActivityExecutionContext context,
        string path,
        string method,
        ExecuteActivityDelegate? callback = null,
        string? bookmarkName = null) =>
        context.WaitForHttpRequestAsync(path, [method], callback, bookmarkName);

    public static ValueTask WaitForHttpRequestAsync(
        this ActivityExecutionContext context,
        string path,
        IEnumerable<string> methods,
        ExecuteActivityDelegate? callback = null,
        string? bookmarkName = null) =>
        context.WaitForHttpRequestAsync(
            new HttpEndpointOptions { Path = path, Methods = [.. methods] }, callback, bookmarkName);

    /// <summary>Waits for a request; in the run that the request started the callback runs at once.</summary>
    public static async ValueTask WaitForHttpRequestAsync(
        this ActivityExecutionContext context,
        HttpEndpointOptions options,
        ExecuteActivityDelegate? callback = null,
        string? bookmarkName = null)
    {
        if (!context.IsTriggerOfWorkflow())
            context.CreateBookmarks(
                StimuliOf(options), callback, false, bookmarkName ?? HttpEndpoint.StimulusName);
        else if (callback is not null)
            await callback(context);
    }

    public static IEnumerable<object> GetHttpEndpointStimuli(
        this TriggerIndexingContext context, string path, string method) =>
        context.GetHttpEndpointStimuli(path, [method]);

    public static IEnumerable<object> GetHttpEndpointStimuli(
        this TriggerIndexingContext context, string path, IEnumerable<string> methods) =>
        context.GetHttpEndpointStimuli(new HttpEndpointOptions { Path = path, Methods = [.. methods] });

    /// <summary>What requests are matched with; the trigger answers under the endpoint's name.</summary>
    public static IEnumerable<object> GetHttpEndpointStimuli(
        this TriggerIndexingContext context, HttpEndpointOptions options)
    {
        context.TriggerName = HttpEndpoint.StimulusName;
        return StimuliOf(options);
    }

    private static object[] StimuliOf(HttpEndpointOptions options) =>
        [.. options.Methods.Select(method => new HttpEndpointStimulus(options.Path, method)
        {
            Authorize = options.Authorize,
            Policy = options.Policy,
            RequestTimeout = options.RequestTimeout,
            RequestSizeLimit = options.RequestSizeLimit,
        })];
}
