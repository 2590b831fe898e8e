using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Mail;

/// <summary>
/// A mail as the outbox keeps it. Its Message-ID is made of the id in the outbox, so that a repetition is the
/// same mail.
/// </summary>
public sealed record OutgoingMail
{
    public required string Id { get; init; }

    /// <summary>Empty for the address of the system.</summary>
    public string From { get; init; } = "";
    public IReadOnlyList<string> To { get; init; } = [];
    public IReadOnlyList<string> Cc { get; init; } = [];
    public IReadOnlyList<string> Bcc { get; init; } = [];
    public string Subject { get; init; } = "";

    /// <summary>At least one of the two parts is there.</summary>
    public string? Text { get; init; }
    public string? Html { get; init; }

    /// <summary>Who has got it already; a repetition is for the others.</summary>
    public IReadOnlyList<string> Delivered { get; init; } = [];

    /// <summary>Who refused it for good.</summary>
    public IReadOnlyList<MailRefusal> Refused { get; init; } = [];

    public IReadOnlyList<string> Recipients =>
        [.. To.Concat(Cc).Concat(Bcc).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whom it still has to reach.</summary>
    public IReadOnlyList<string> Open =>
    [
        .. Recipients.Except(Delivered.Concat(Refused.Select(one => one.Address)), StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>The mail of a flow, whose body is HTML, or a letter, which has both parts.</summary>
    public static OutgoingMail Of(OutboxMessage message)
    {
        using var payload = JsonDocument.Parse(message.Payload);
        var root = payload.RootElement;
        var isText = root.TryGetProperty("IsText", out var flag) && flag.GetBoolean();
        var body = TextOf(root, "Body") ?? "";
        return new OutgoingMail
        {
            Id = message.Id,
            From = TextOf(root, nameof(From))?.Trim() ?? "",
            To = ListOf(root, nameof(To)),
            Cc = ListOf(root, nameof(Cc)),
            Bcc = ListOf(root, nameof(Bcc)),
            Subject = TextOf(root, nameof(Subject)) ?? "",
            Text = isText ? body : null,
            Html = isText ? TextOf(root, nameof(Html)) : body,
            Delivered = ListOf(root, nameof(Delivered)),
            Refused = root.TryGetProperty(nameof(Refused), out var refused)
                ? refused.Deserialize<List<MailRefusal>>() ?? []
                : [],
        };
    }

    public string ToPayload() => new JsonObject
    {
        [nameof(From)] = From,
        [nameof(To)] = JsonOf(To),
        [nameof(Cc)] = JsonOf(Cc),
        [nameof(Bcc)] = JsonOf(Bcc),
        [nameof(Subject)] = Subject,
        ["Body"] = Text ?? Html ?? "",
        ["IsText"] = Text is not null,
        [nameof(Html)] = Text is null ? null : Html,
        [nameof(Delivered)] = JsonOf(Delivered),
        [nameof(Refused)] = JsonSerializer.SerializeToNode(Refused),
    }.ToJsonString();

    /// <summary>The same mail for these only.</summary>
    public OutgoingMail Only(IEnumerable<string> recipients)
    {
        var left = recipients.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return this with
        {
            To = [.. To.Where(left.Contains)],
            Cc = [.. Cc.Where(left.Contains)],
            Bcc = [.. Bcc.Where(left.Contains)],
        };
    }

    /// <exception cref="FormatException">An address is none.</exception>
    public MailMessage ToMessage(string usualSender)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(From.Length == 0 ? usualSender : From),
            // A line break in a subject would begin another header.
            Subject = string.Join(' ', Subject.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            SubjectEncoding = Encoding.UTF8,
        };
        Add(mail.To, To);
        Add(mail.CC, Cc);
        Add(mail.Bcc, Bcc);
        // RFC 2046 §5.1.4: the last alternative is the one preferred.
        AddPart(mail, Text, MediaTypeNames.Text.Plain);
        AddPart(mail, Html, MediaTypeNames.Text.Html);
        mail.Headers.Add("Message-ID", $"<{Id}@{mail.From.Host}>");
        // RFC 3834: so that nobody's absence note answers it.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static void AddPart(MailMessage mail, string? content, string type)
    {
        if (content is null) return;
        // RFC 2045 §6.8: lines of text end with CRLF before they are encoded.
        var part = AlternateView.CreateAlternateViewFromString(content.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        part.TransferEncoding = TransferEncoding.Base64;
        mail.AlternateViews.Add(part);
    }

    // Names in other letters than ASCII need an extension that few servers have (RFC 6531).
    private static void Add(MailAddressCollection addresses, IReadOnlyList<string> list)
    {
        foreach (var text in list)
        {
            var address = new MailAddress(text);
            if (!Ascii.IsValid(address.User)) throw new FormatException($"'{text}' has letters other than ASCII.");
            addresses.Add(address);
        }
    }

    private static string? TextOf(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static List<string> ListOf(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString()?.Trim() ?? "").Where(item => item.Length > 0)]
            : [];

    private static JsonArray JsonOf(IReadOnlyList<string> list) =>
        [.. list.Select(item => (JsonNode)JsonValue.Create(item))];
}
