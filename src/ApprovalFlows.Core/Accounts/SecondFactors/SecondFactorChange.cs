using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <summary>Turns the second factor of the own account on and off, in one unit of work.</summary>
public sealed class SecondFactorChange(
    AppDbContext db,
    WriteTransaction transaction,
    SecondFactorCheck check,
    SessionService sessions,
    FactorSecrets secrets,
    FactorNews news,
    CurrentActor current,
    RealTime time)
{
    private Guid Me => current.Actor.UserId;

    /// <param name="secret">What the telephone has been shown.</param>
    /// <param name="step">Of the code by which the telephone answered; it opens nothing afterwards.</param>
    /// <param name="session">The session that goes on; all others end, as they came in without a code.</param>
    /// <param name="cancellation">Ends the unit of work.</param>
    public async Task<IReadOnlyList<string>> TurnOnAsync(
        string secret, long step, Guid session, CancellationToken cancellation)
    {
        if (await check.IsOnAsync(Me, cancellation)) throw new RuleViolation("SecondFactorIsOn");
        db.SecondFactors.Add(new SecondFactor
        {
            UserId = Me,
            ProtectedSecret = secrets.Protect(Me, secret),
            OnSince = time.Now,
            LastStep = step,
        });
        await sessions.EndAllAsync(Me, session, cancellation);
        await news.TellAsync(Me, new Sentence("Message.SecondFactorOn"), cancellation);
        return AddCodes();
    }

    /// <summary>New recovery codes in place of all old ones; null when the code is wrong.</summary>
    public async Task<IReadOnlyList<string>?> RenewAsync(string code, CancellationToken cancellation)
    {
        if (!await check.PassesAsync(Me, code, cancellation)) return null;
        await db.RecoveryCodes.Where(row => row.UserId == Me).ExecuteDeleteAsync(cancellation);
        await news.TellAsync(Me, new Sentence("Message.RecoveryCodesRenewed"), cancellation);
        return AddCodes();
    }

    public async Task<bool> TurnOffAsync(string code, CancellationToken cancellation)
    {
        if (!await check.PassesAsync(Me, code, cancellation)) return false;
        await RemoveAsync(Me, new Sentence("Message.SecondFactorOff"), cancellation);
        return true;
    }

    /// <summary>False when the account has none.</summary>
    public async Task<bool> RemoveAsync(Guid user, Sentence told, CancellationToken cancellation)
    {
        await transaction.BeginAsync(cancellation);
        await db.RecoveryCodes.Where(row => row.UserId == user).ExecuteDeleteAsync(cancellation);
        if (await db.SecondFactors.Where(row => row.UserId == user).ExecuteDeleteAsync(cancellation) == 0) return false;
        await news.TellAsync(user, told, cancellation);
        return true;
    }

    private List<string> AddCodes()
    {
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode
        {
            UserId = Me,
            Hash = RecoveryCode.HashOf(Me, SecondFactorCheck.Plain(code)),
        }));
        return codes;
    }
}
