using System.Text;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Messages;

/// <summary>What a mail to a person says, before it is put into that person's language.</summary>
public sealed record Letter(string Id, Sentence Subject, IReadOnlyList<MessageLine> Lines, string Page);

/// <summary>Writes letters as plain text with links and puts them into the outbox.</summary>
public sealed class LetterWriter(IOptions<ApprovalFlowsOptions> options)
{
    /// <summary>Null when the person has no address.</summary>
    public OutboxRow? Write(User user, Letter letter, DateTimeOffset now, DateTimeOffset notBefore)
    {
        if (string.IsNullOrWhiteSpace(user.Email)) return null;
        var culture = TextResources.Of(user.Language);
        var body = new StringBuilder();
        foreach (var line in letter.Lines)
        {
            body.AppendLine(line.Text.In(culture));
            if (AddressOf(line) is { } address) body.AppendLine(address);
            body.AppendLine();
        }

        body.AppendLine(new Sentence("Letter.Foot").In(culture));
        if (Root is { } root) body.AppendLine(root + letter.Page);
        var payload = new JsonObject
        {
            ["From"] = "",
            ["To"] = new JsonArray(JsonValue.Create(user.Email)),
            ["Cc"] = new JsonArray(),
            ["Bcc"] = new JsonArray(),
            ["Subject"] = letter.Subject.In(culture),
            ["Body"] = body.ToString(),
            ["IsText"] = true,
        };
        var row = OutboxRow.Of(new OutboxMessage(
            letter.Id, OutboxWork.MailKind, "", "", payload.ToJsonString(), now));
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
