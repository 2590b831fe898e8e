namespace ApprovalFlows.Core.TextMessages;

/// <summary>
/// Gives short messages to a gateway: SMS, WeChat, Zalo. A message that comes again bears the same id, which a
/// gateway takes as its idempotency key.
/// </summary>
public interface ITextMessageSender
{
    /// <exception cref="Exception">Anything thrown means: not taken; it is tried again.</exception>
    Task SendAsync(TextMessage message, CancellationToken cancellation = default);
}

/// <summary>A short message as the outbox keeps it.</summary>
public sealed record TextMessage(string Id, string Phone, string Text, string Language);
