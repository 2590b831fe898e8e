using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.TextMessages;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Messages;

/// <summary>What a mail to a person says, before it is put into that person's language.</summary>
public sealed record Letter(
    string Id, MessageKind Kind, Sentence Subject, IReadOnlyList<MessageLine> Lines, string Page);

/// <summary>
/// Writes letters in the language of their reader and puts them into the outbox: as a mail of plain text and
/// HTML, and as a short message.
/// </summary>
public sealed class LetterWriter(IOptions<ApprovalFlowsOptions> options)
{
    /// <summary>Null when the person has no address, or wants no mail.</summary>
    public OutboxRow? Write(User user, Letter letter, DateTimeOffset now, DateTimeOffset notBefore)
    {
        if (!IsReachable(user)) return null;
        return Write(
            user.Email!, user.Language, letter, MailTemplates.OpeningOf(letter.Kind), hasAccount: true, now, notBefore);
    }

    /// <summary>To somebody without an account, who asked something.</summary>
    public OutboxRow WriteTo(string address, string language, Letter letter, DateTimeOffset now) =>
        Write(address, language, letter, MailTemplates.Answer, hasAccount: false, now, now);

    /// <summary>Null when the person has no telephone, or wants none of it, or there is no gateway.</summary>
    public OutboxRow? WriteText(User user, Letter letter, DateTimeOffset now, DateTimeOffset notBefore)
    {
        var settings = options.Value.TextMessages;
        if (!settings.Enabled || !user.WantsTextMessages || string.IsNullOrEmpty(user.PhoneNumber)) return null;
        var culture = TextResources.Of(user.Language);
        // The subject alone: a telephone shows it to whoever looks at it.
        var text = new Sentence("TextMessage.Text", letter.Subject).In(culture);
        var payload = new JsonObject
        {
            ["To"] = user.PhoneNumber,
            ["Text"] = text.Length <= settings.MaxLength ? text : text[..(settings.MaxLength - 1)] + "…",
            ["Language"] = culture.Name,
        };
        return Row($"text-{letter.Id}", TextMessageChannel.KindName, payload.ToJsonString(), now, notBefore);
    }

    public static bool IsReachable(User user) => user.WantsMail && !string.IsNullOrWhiteSpace(user.Email);

    private OutboxRow Write(
        string address, string language, Letter letter, string opening, bool hasAccount, DateTimeOffset now,
        DateTimeOffset notBefore)
    {
        var culture = TextResources.Of(language);
        var subject = letter.Subject.In(culture);
        var page = new MailPage(
            opening,
            subject,
            [.. letter.Lines.Select(line => new MailLine(line.Text.In(culture), AddressOf(line)))],
            hasAccount && Root is { } root ? root + letter.Page : null)
        {
            HasAccount = hasAccount,
        };
        var mail = new OutgoingMail
        {
            Id = letter.Id,
            To = [address],
            Subject = subject,
            Text = MailTemplates.Text(culture, page),
            Html = MailTemplates.Html(culture, page),
        };
        return Row(letter.Id, OutboxWork.MailKind, mail.ToPayload(), now, notBefore);
    }

    private static OutboxRow Row(
        string id, string kind, string payload, DateTimeOffset now, DateTimeOffset notBefore)
    {
        var row = OutboxRow.Of(new OutboxMessage(id, kind, "", "", payload, now));
        row.NextAttemptAt = notBefore > now ? notBefore : now;
        return row;
    }

    // Without a public address nobody knows under which name the reader reaches the system.
    private string? Root => options.Value.PublicAddress is { Length: > 0 } address ? address.TrimEnd('/') : null;

    private string? AddressOf(MessageLine line) => (Root, line) switch
    {
        (null, _) => null,
        (_, { Address: { } page }) => Root + page,
        (_, { TaskId: { } task }) => $"{Root}/tasks/{task}",
        (_, { CaseNumber: { } number }) => $"{Root}/cases/{number}",
        _ => null,
    };
}
