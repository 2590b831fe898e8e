using ApprovalFlows.Workflows.Attributes;

namespace ApprovalFlows.Workflows.Activities.Http;

/// <summary>What a request is matched with: path template and method, lower-case.</summary>
public sealed record HttpEndpointStimulus
{
    public HttpEndpointStimulus(string path, string method)
    {
        Path = NormalizePath(path);
        Method = method.ToLowerInvariant();
    }

    public string Path { get; init; }
    public string Method { get; init; }

    [ExcludeFromHash]
    public bool? Authorize { get; init; }

    [ExcludeFromHash]
    public string? Policy { get; init; }

    [ExcludeFromHash]
    public TimeSpan? RequestTimeout { get; init; }

    [ExcludeFromHash]
    public long? RequestSizeLimit { get; init; }

    public static string NormalizePath(string path) => "/" + path.Trim().Trim('/').ToLowerInvariant();
}
