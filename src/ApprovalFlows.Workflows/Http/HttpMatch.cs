using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Http;

/// <summary>
/// What answers a request: a trigger or a waiting bookmark, with what its endpoint asks of the
/// caller. Several of them answer <see cref="Ambiguous"/> instead.
/// </summary>
public sealed record HttpMatch
{
    public StoredTrigger? Trigger { get; init; }
    public StoredBookmark? Bookmark { get; init; }
    public IReadOnlyDictionary<string, string?> RouteValues { get; init; } = new Dictionary<string, string?>();
    public bool Authorize { get; init; }
    public string? Policy { get; init; }
    public TimeSpan? RequestTimeout { get; init; }
    public long? RequestSizeLimit { get; init; }

    /// <summary>The answer to a request that more than one flow would take.</summary>
    public HttpResponseData? Ambiguous { get; init; }
}

/// <summary>The activation strategy of the definition lets no further instance start now.</summary>
public sealed class StartRefusedException(string definitionId)
    : Exception($"The definition '{definitionId}' lets no further instance start now.")
{
    public string DefinitionId { get; } = definitionId;
}

/// <summary>The caller chose an instance id that is taken.</summary>
public sealed class InstanceExistsException(string instanceId)
    : Exception($"There is an instance '{instanceId}' already.")
{
    public string InstanceId { get; } = instanceId;
}
