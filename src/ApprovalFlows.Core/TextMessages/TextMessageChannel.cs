using System.Text.Json;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.TextMessages;

/// <summary>Hands the short messages of the outbox to the gateway.</summary>
public sealed class TextMessageChannel(ITextMessageSender sender) : IOutboxChannel
{
    public const string KindName = "text-message";

    public string Kind => KindName;

    public async Task<OutboxAnswer?> SendAsync(OutboxMessage message, CancellationToken cancellation = default)
    {
        using var payload = JsonDocument.Parse(message.Payload);
        await sender.SendAsync(
            new TextMessage(
                message.Id,
                payload.RootElement.GetProperty("To").GetString()!,
                payload.RootElement.GetProperty("Text").GetString()!,
                payload.RootElement.GetProperty("Language").GetString()!),
            cancellation);
        return null;
    }
}
