using ApprovalFlows.Workflows.Execution;

namespace ApprovalFlows.Workflows.Http;

/// <summary>
/// What came of a request that the host sent for a flow (outbox kind <see cref="OutboxWork.HttpKind"/>).
/// The host resumes the bookmark named in the message with <see cref="ToInput"/>.
/// </summary>
public sealed record HttpAnswer
{
    public const string FailedToConnect = "FailedToConnect";
    public const string TimedOut = "Timeout";

    internal const string InputKey = "HttpAnswer";

    public int StatusCode { get; init; }
    public string? ContentType { get; init; }
    public IReadOnlyDictionary<string, string[]> Headers { get; init; } =
        new Dictionary<string, string[]>();
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary><see cref="FailedToConnect"/>, <see cref="TimedOut"/> or null.</summary>
    public string? Error { get; init; }

    public IReadOnlyDictionary<string, object?> ToInput() =>
        new Dictionary<string, object?> { [InputKey] = this };
}
