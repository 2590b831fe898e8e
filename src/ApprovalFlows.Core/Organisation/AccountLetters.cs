using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Registers;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

/// <summary>Tells people, by message and mail, what an administrator did to their account.</summary>
public sealed class AccountLetters(MessageService messages)
{
    /// <summary>The password itself is handed over by the administrator and stands in no message.</summary>
    public Task TellMadeAsync(User user, StaffChange act, CancellationToken cancellation = default) => TellAsync(
        user, act, new Sentence("Message.AccountMade", user.UserName!, EndOf(user)), cancellation);

    public Task TellFirstPasswordAsync(User user, StaffChange act, CancellationToken cancellation = default) =>
        TellAsync(user, act, new Sentence("Message.FirstPasswordGiven", EndOf(user)), cancellation);

    public Task TellChangedAsync(User user, StaffChange act, CancellationToken cancellation = default) =>
        TellAsync(user, act, new Sentence("Message.AccountChanged"), cancellation);

    private static DateTimeOffset EndOf(User user) => ChinaTime.Of(user.FirstPasswordUntil!.Value);

    private Task<Message> TellAsync(User user, StaffChange act, Sentence text, CancellationToken cancellation) =>
        messages.TellAsync(
            user,
            new MessageDraft
            {
                Kind = MessageKind.Alert,
                Key = $"account/{act.Id:N}",
                Text = text,
                Lines = LinesOf(act),
                Address = "/account",
                Mail = MailTime.AtOnce,
            },
            cancellation);

    // Which fields, without what stands in them.
    private static IReadOnlyList<MessageLine>? LinesOf(StaffChange act) => act.Action != StaffAction.AccountChanged
        ? null
        :
        [
            .. RecordDifference.Read(act.Fields).Keys
                .Select(field => new MessageLine(new Sentence($"AccountField.{field}"), null, null)),
        ];
}
