using System.Text.Encodings.Web;
using System.Text.Json;
using ApprovalFlows.Core.Privacy;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Core.TextMessages;

/// <summary>
/// In place of a gateway: one line of JSON per message in a file that another program may read. A message that
/// comes again is one more line with the same id.
/// </summary>
public sealed class TextMessageFile(string path, TimeProvider time, ILogger<TextMessageFile> log)
    : ITextMessageSender, IDisposable
{
    public const string FileName = "text-messages.jsonl";

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SemaphoreSlim turn = new(1, 1);

    public async Task SendAsync(TextMessage message, CancellationToken cancellation = default)
    {
        var line = JsonSerializer.Serialize(
            new { message.Id, At = ChinaTime.Of(time.GetUtcNow()), message.Phone, message.Text, message.Language },
            Plain);
        await turn.WaitAsync(cancellation);
        try
        {
            await File.AppendAllTextAsync(path, line + "\n", cancellation);
        }
        finally
        {
            turn.Release();
        }

        log.LogInformation("Text message {Message} to {Phone}", message.Id, Masking.Phone(message.Phone));
    }

    public void Dispose() => turn.Dispose();
}
