using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <summary>
/// Whether an account asks for a code, and whether a code is right. Every code is taken once only, on all nodes
/// together: by one statement that finds it not yet taken.
/// </summary>
public sealed class SecondFactorCheck(
    AppDbContext db, WriteTransaction transaction, FactorSecrets secrets, FactorNews news, RealTime time)
{
    /// <summary>Of what is longer nothing is looked at.</summary>
    public const int MaxLength = 40;

    public Task<bool> IsOnAsync(Guid user, CancellationToken cancellation = default) =>
        db.SecondFactors.AnyAsync(row => row.UserId == user, cancellation);

    /// <summary>Takes a code of the telephone or a recovery code.</summary>
    public async Task<bool> PassesAsync(Guid user, string code, CancellationToken cancellation = default)
    {
        var plain = Plain(code);
        return plain.Length switch
        {
            TimeCode.Digits => await TakeTimeCodeAsync(user, plain, cancellation),
            RecoveryCode.Length => await TakeRecoveryCodeAsync(user, plain, cancellation),
            _ => false,
        };
    }

    /// <summary>As it is compared: people type full-width digits, small letters, spaces and hyphens.</summary>
    internal static string Plain(string code) =>
        code.Length <= MaxLength && PasswordRules.Normalize(code) is { } text
            ? string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()
            : "";

    // The secret is opened before the transaction begins: a new key of the data protection is written by another
    // connection, which on SQLite would wait for this one.
    private async Task<bool> TakeTimeCodeAsync(Guid user, string code, CancellationToken cancellation)
    {
        var text = await db.SecondFactors.Where(row => row.UserId == user)
            .Select(row => row.ProtectedSecret).FirstOrDefaultAsync(cancellation);
        if (text is null || secrets.Open(user, text) is not { } secret) return false;
        if (TimeCode.StepOf(secret, code, time.Now) is not { } step) return false;
        await transaction.BeginAsync(cancellation);
        return await db.SecondFactors
            .Where(row => row.UserId == user && row.ProtectedSecret == text && row.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), cancellation) > 0;
    }

    private async Task<bool> TakeRecoveryCodeAsync(Guid user, string code, CancellationToken cancellation)
    {
        var hash = RecoveryCode.HashOf(user, code);
        await transaction.BeginAsync(cancellation);
        var theirs = db.RecoveryCodes.Where(row => row.UserId == user);
        if (await theirs.Where(row => row.Hash == hash).ExecuteDeleteAsync(cancellation) == 0) return false;
        var left = await theirs.CountAsync(cancellation);
        await news.TellAsync(user, new Sentence("Message.RecoveryCodeUsed", left), cancellation);
        return true;
    }
}

/// <summary>Tells the owner of an account, by message and mail, what happened to the second factor.</summary>
public sealed class FactorNews(MessageService messages)
{
    public Task TellAsync(Guid user, Sentence text, CancellationToken cancellation) => messages.TellAsync(
        [user],
        new MessageDraft
        {
            Kind = MessageKind.Alert,
            Key = $"second-factor/{Guid.CreateVersion7():N}",
            Text = text,
            Address = SecondFactorService.Address,
            Mail = MailTime.AtOnce,
        },
        cancellation);
}
