using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Does one kind of message outside the database, before the commit that marks it as done; a crash
/// in between does it again with the same idempotency key.
/// </summary>
public interface IOutboxChannel
{
    string Kind { get; }

    /// <returns>What the waiting activity is resumed with; null when nobody waits for an answer.</returns>
    Task<IReadOnlyDictionary<string, object?>?> SendAsync(
        OutboxMessage message, CancellationToken cancellation = default);
}
