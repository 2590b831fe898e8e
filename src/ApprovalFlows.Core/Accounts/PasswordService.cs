using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Accounts;

/// <summary>A person changes the own password, which ends whatever else is signed in as that person.</summary>
public sealed class PasswordService(UnitOfWork work, OwnPassword own, CurrentActor current)
{
    /// <exception cref="RuleViolation">The old one is wrong, or the new one cannot be taken.</exception>
    public async Task ChangeAsync(
        string oldPassword, string newPassword, Guid session, CancellationToken cancellation = default)
    {
        await own.MustKnowAsync(oldPassword, "oldPassword", cancellation);
        // Whoever handed over a first password knows it.
        if (PasswordRules.Normalize(newPassword) is { } text && text == PasswordRules.Normalize(oldPassword))
            throw RuleViolation.Invalid("newPassword", "PasswordSame");
        if (PasswordRules.FaultOf(newPassword, current.Actor.UserName) is { } fault)
            throw RuleViolation.Invalid("newPassword", fault.Key, fault.Args);
        await work.RunAsync<PasswordChange>(
            current.Actor, change => change.RunAsync(newPassword, session, cancellation), cancellation);
    }
}

/// <summary>The change itself, in one unit of work.</summary>
public sealed class PasswordChange(
    AppDbContext db,
    AccountService accounts,
    SignInPauses pauses,
    SessionService sessions,
    MessageService messages,
    CurrentActor current,
    TimeProvider time)
{
    public async Task RunAsync(string password, Guid session, CancellationToken cancellation)
    {
        var user = await db.Users.SingleAsync(row => row.Id == current.Actor.UserId, cancellation);
        accounts.SetPassword(user, password);
        await pauses.EndAsync(user.Id, cancellation);
        await sessions.EndAllAsync(user.Id, session, cancellation);
        await messages.TellAsync(
            user,
            new MessageDraft
            {
                Kind = MessageKind.Alert,
                Key = $"password-change/{time.GetUtcNow().UtcTicks}",
                Text = new Sentence("Message.PasswordChanged"),
                Address = "/account",
                Mail = MailTime.AtOnce,
            },
            cancellation);
    }
}
