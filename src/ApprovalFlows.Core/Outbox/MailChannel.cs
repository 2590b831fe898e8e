using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text.Json;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Outbox;

/// <summary>
/// Sends mails: to the configured server, or as .eml files where there is none. The
/// Message-ID is made of the message's id, so that a repetition is the same mail.
/// </summary>
public sealed class MailChannel(IOptions<ApprovalFlowsOptions> options, string pickupDirectory)
    : IOutboxChannel
{
    private const int TimeoutMilliseconds = 30_000;

    public string Kind => OutboxWork.MailKind;

    public async Task<OutboxAnswer?> SendAsync(
        OutboxMessage message, CancellationToken cancellation = default)
    {
        var settings = options.Value.Mail;
        using var payload = JsonDocument.Parse(message.Payload);
        using var mail = MailOf(payload.RootElement, settings, message.Id);
        using var client = ClientOf(settings);
        await client.SendMailAsync(mail, cancellation);
        return null;
    }

    private SmtpClient ClientOf(MailOptions settings)
    {
        if (settings.Host.Length == 0)
        {
            Directory.CreateDirectory(pickupDirectory);
            return new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = pickupDirectory,
            };
        }

        return new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.UseTls,
            Timeout = TimeoutMilliseconds,
            Credentials = settings.UserName is null
                ? null
                : new NetworkCredential(settings.UserName, settings.Password),
        };
    }

    private static MailMessage MailOf(JsonElement payload, MailOptions settings, string id)
    {
        var from = payload.GetProperty("From").GetString();
        var mail = new MailMessage
        {
            From = new MailAddress(string.IsNullOrWhiteSpace(from) ? settings.From : from),
            Subject = payload.GetProperty("Subject").GetString() ?? "",
            Body = payload.GetProperty("Body").GetString() ?? "",
            IsBodyHtml = !payload.TryGetProperty("IsText", out var isText) || !isText.GetBoolean(),
        };
        Add(mail.To, payload.GetProperty("To"));
        Add(mail.CC, payload.GetProperty("Cc"));
        Add(mail.Bcc, payload.GetProperty("Bcc"));
        mail.Headers.Add(
            "Message-ID", string.Create(CultureInfo.InvariantCulture, $"<{id}@{mail.From.Host}>"));
        return mail;
    }

    private static void Add(MailAddressCollection addresses, JsonElement list)
    {
        foreach (var address in list.EnumerateArray()) addresses.Add(address.GetString()!);
    }
}
