using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Accounts;

/// <summary>Asks whoever is signed in for the password once more.</summary>
public sealed class OwnPassword(
    AppDbContext db, UnitOfWork work, IPasswordHasher<User> hasher, CurrentActor current, TimeProvider time)
{
    // Whoever sits down at a page left open must not guess without end either.
    /// <exception cref="RuleViolation">It is wrong, or the account pauses.</exception>
    public async Task<User> MustKnowAsync(string password, string field, CancellationToken cancellation = default)
    {
        var user = await db.Users.AsNoTracking()
            .SingleAsync(row => row.Id == current.Actor.UserId, cancellation);
        var isPaused = user.SignInPausedUntil > time.GetUtcNow();
        if (!isPaused && PasswordRules.IsRight(hasher, user, password)) return user;
        await CountFailureAsync();
        throw RuleViolation.Invalid(field, "PasswordWrong");
    }

    /// <summary>Counts a wrong password or code, whether or not the person waits for the answer.</summary>
    public Task CountFailureAsync() => work.RunAsync<SignInPauses>(
        null,
        pauses => pauses.CountFailureAsync(current.Actor.UserId, CancellationToken.None),
        CancellationToken.None);
}
