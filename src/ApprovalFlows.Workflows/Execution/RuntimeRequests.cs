using ApprovalFlows.Workflows.Http;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Asks for a new instance.</summary>
public sealed record StartRequest
{
    public required string DefinitionId { get; init; }

    /// <summary>Null means the published version.</summary>
    public int? Version { get; init; }
    public string? InstanceId { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? ParentInstanceId { get; init; }
    public string? TriggerActivityId { get; init; }
    public IReadOnlyDictionary<string, object?> Input { get; init; } = NoInput.Value;

    /// <summary>Kept with the instance and never shown to scripts.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = NoInput.Value;
    public HttpRequestData? Http { get; init; }
}

/// <summary>Asks to go on with an instance at one of its bookmarks.</summary>
public sealed record ResumeRequest
{
    public required string InstanceId { get; init; }
    public string? BookmarkId { get; init; }

    /// <summary>Resumes this execution of an activity when no bookmark is named.</summary>
    public string? ActivityInstanceId { get; init; }
    public IReadOnlyDictionary<string, object?> Input { get; init; } = NoInput.Value;
    public HttpRequestData? Http { get; init; }
}

/// <summary>
/// What a burst came to. <see cref="Response"/> is what a flow answered, to be sent after the commit.
/// </summary>
public sealed record BurstResult(
    string InstanceId,
    string DefinitionId,
    string VersionId,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    IReadOnlyList<Incident> Incidents,
    IReadOnlyDictionary<string, object?> Output,
    HttpResponseData? Response);

internal static class NoInput
{
    public static readonly IReadOnlyDictionary<string, object?> Value = new Dictionary<string, object?>();
}
