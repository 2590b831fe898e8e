using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Does one kind of message outside the database, before the commit that marks it as done; a crash
/// in between does it again with the same idempotency key.
/// </summary>
public interface IOutboxChannel
{
    string Kind { get; }

    /// <returns>What to resume, and with what; null when nobody waits for an answer.</returns>
    Task<OutboxAnswer?> SendAsync(
        OutboxMessage message, CancellationToken cancellation = default);
}

/// <summary>The bookmark that waits for the answer, and the answer as its input.</summary>
public sealed record OutboxAnswer(string BookmarkId, IReadOnlyDictionary<string, object?> Input);
