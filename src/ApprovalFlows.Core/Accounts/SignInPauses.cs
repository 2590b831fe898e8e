using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Accounts;

/// <summary>
/// Slows down guessing at one account, on all nodes together: after several wrong passwords or codes nobody gets
/// in for a while, with the right ones neither, and each further wrong one makes the pause longer.
/// </summary>
public sealed class SignInPauses(
    AppDbContext db,
    WriteTransaction transaction,
    MessageService messages,
    IOptions<ApprovalFlowsOptions> options,
    TimeProvider time)
{
    /// <summary>Counts a wrong password or code; while the account pauses it does not count.</summary>
    public async Task CountFailureAsync(Guid user, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await transaction.BeginAsync(cancellation);
        while (await FindAsync(user, cancellation) is { } known && !(known.PausedUntil > now))
        {
            var count = known.Failures + 1;
            var until = PauseAfter(count) is { } pause ? now + pause : (DateTimeOffset?)null;
            // Another node may have counted in between; then this one counts on from there.
            var changed = await db.Users
                .Where(row => row.Id == user && row.AccessFailedCount == known.Failures
                    && (row.SignInPausedUntil == null || row.SignInPausedUntil <= now))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.AccessFailedCount, count)
                        .SetProperty(row => row.SignInPausedUntil, until),
                    cancellation);
            if (changed == 0) continue;
            if (until is { } end) await TellAsync(user, count, end, cancellation);
            return;
        }
    }

    /// <summary>Whether somebody may enter with the account now; forgets nothing.</summary>
    public async Task<bool> IsOpenAsync(Guid user, CancellationToken cancellation = default) =>
        await Open(user).AnyAsync(cancellation);

    /// <summary>
    /// Forgets what was wrong when all that is asked for was right; false while the account pauses or is shut,
    /// and when a first password was not used in time.
    /// </summary>
    public async Task<bool> MayEnterAsync(Guid user, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        var open = Open(user);
        // Who never failed is not written to.
        return await open.AnyAsync(row => row.AccessFailedCount == 0, cancellation)
            || await EndAsync(open, cancellation);
    }

    /// <summary>An administrator lets the person in again.</summary>
    public async Task EndAsync(Guid user, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        await EndAsync(db.Users.Where(row => row.Id == user), cancellation);
    }

    internal TimeSpan? PauseAfter(int failures)
    {
        var limits = options.Value.SignIn;
        if (failures < limits.FailuresBeforePause) return null;
        // Beyond this every pause has reached the longest one.
        var doublings = Math.Min(failures - limits.FailuresBeforePause, 20);
        var pause = TimeSpan.FromSeconds((double)limits.FirstPauseSeconds * (1 << doublings));
        var longest = TimeSpan.FromSeconds(limits.LongestPauseSeconds);
        return pause < longest ? pause : longest;
    }

    private static async Task<bool> EndAsync(IQueryable<User> users, CancellationToken cancellation) =>
        await users.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.AccessFailedCount, 0)
                .SetProperty(row => row.SignInPausedUntil, (DateTimeOffset?)null),
            cancellation) > 0;

    private IQueryable<User> Open(Guid user)
    {
        var now = time.GetUtcNow();
        return db.Users.Where(row => row.Id == user
            && (row.SignInPausedUntil == null || row.SignInPausedUntil <= now)
            && (row.LockoutEnd == null || row.LockoutEnd <= now)
            && (row.FirstPasswordUntil == null || row.FirstPasswordUntil > now));
    }

    private Task<Failed?> FindAsync(Guid user, CancellationToken cancellation) => db.Users
        .Where(row => row.Id == user)
        .Select(row => new Failed(row.AccessFailedCount, row.SignInPausedUntil))
        .FirstOrDefaultAsync(cancellation);

    // Whoever guesses learns nothing from the answer; whoever owns the account has to know.
    private Task TellAsync(Guid user, int failures, DateTimeOffset until, CancellationToken cancellation) =>
        messages.TellAsync(
            [user],
            new MessageDraft
            {
                Kind = MessageKind.Alert,
                Key = $"sign-in-pause/{until.UtcTicks}",
                Text = new Sentence("Message.SignInPaused", failures, ChinaTime.Of(until)),
                Address = "/account",
                Mail = MailTime.AtOnce,
            },
            cancellation);

    private sealed record Failed(int Failures, DateTimeOffset? PausedUntil);
}
