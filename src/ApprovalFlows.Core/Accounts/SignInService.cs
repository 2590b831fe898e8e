using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Accounts;

public sealed record SignedInUser(
    Guid UserId, string UserName, string DisplayName, LocalText? Department, IReadOnlyList<string> Roles);

/// <summary>Somebody came in: who it is, and the session that has begun.</summary>
public sealed record Entry(SignedInUser User, Guid Session);

/// <summary>Checks a name and a password and begins a session.</summary>
public sealed class SignInService(
    AppDbContext db,
    ActorService actors,
    UnitOfWork work,
    IPasswordHasher<User> hasher,
    DummyPassword dummy,
    IOptions<ApprovalFlowsOptions> options)
{
    /// <summary>
    /// Null when the name is unknown, the password wrong, or the account pauses or is shut: all of them take
    /// the same time.
    /// </summary>
    public async Task<Entry?> EnterAsync(
        string userName, string password, SignInPlace place, CancellationToken cancellation = default)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var entry = await TryAsync(userName, password, place, cancellation);
        if (entry is null) await WaitAsync(begun, cancellation);
        return entry;
    }

    public async Task<SignedInUser?> DescribeAsync(Guid userId, CancellationToken cancellation = default)
    {
        var actor = await actors.FindAsync(userId, cancellation);
        if (actor is null) return null;
        var code = actor.Posts.Select(held => held.Department).FirstOrDefault();
        var office = code is null ? null : await db.Departments.FindAsync([code], cancellation);
        return new SignedInUser(
            userId,
            actor.UserName,
            actor.DisplayName,
            office is null ? null : new LocalText(office.NameZh, office.NameVi, office.NameEn),
            [.. actor.Roles.Order()]);
    }

    private async Task<Entry?> TryAsync(
        string userName, string password, SignInPlace place, CancellationToken cancellation)
    {
        var normalized = userName.ToUpperInvariant();
        var user = await db.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.NormalizedUserName == normalized, cancellation);
        var isRight = PasswordRules.IsRight(hasher, user ?? dummy.User, password);
        if (user is null) return null;
        if (!isRight)
        {
            // Whoever hangs up must not guess for nothing.
            await work.RunAsync<SignInPauses>(
                null, pauses => pauses.CountFailureAsync(user.Id, CancellationToken.None), CancellationToken.None);
            return null;
        }

        var session = await BeginAsync(user.Id, place, cancellation);
        return session is { } id && await DescribeAsync(user.Id, cancellation) is { } person
            ? new Entry(person, id)
            : null;
    }

    private Task<Guid?> BeginAsync(Guid user, SignInPlace place, CancellationToken cancellation) =>
        work.RunAsync<SessionBeginning, Guid?>(
            null, beginning => beginning.RunAsync(user, place, cancellation), cancellation);

    // A refusal is never quicker than this, so that its time does not tell names from each other.
    private async Task WaitAsync(long begun, CancellationToken cancellation)
    {
        var rest = TimeSpan.FromMilliseconds(options.Value.SignIn.RefusalMilliseconds)
            - TimeProvider.System.GetElapsedTime(begun);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, TimeProvider.System, cancellation);
    }
}

/// <summary>The right password came: a session begins, unless the account pauses or is shut.</summary>
public sealed class SessionBeginning(SignInPauses pauses, SessionService sessions)
{
    public async Task<Guid?> RunAsync(Guid user, SignInPlace place, CancellationToken cancellation) =>
        await pauses.MayEnterAsync(user, cancellation)
            ? await sessions.BeginAsync(user, place, cancellation)
            : null;
}

/// <summary>Stands in for an unknown user, so that a wrong name costs as much time as a wrong password.</summary>
public sealed class DummyPassword
{
    public DummyPassword(IPasswordHasher<User> hasher)
    {
        User = new User { DisplayName = "" };
        User.PasswordHash = hasher.HashPassword(User, Guid.CreateVersion7().ToString());
    }

    public User User { get; }
}
