using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Accounts;

public sealed record SignedInUser(
    Guid UserId, string UserName, string DisplayName, LocalText? Department, IReadOnlyList<string> Roles);

/// <summary>Somebody came in: who it is, and the session that has begun.</summary>
public sealed record Entry(SignedInUser User, Guid Session);

public enum SignInOutcome
{
    /// <summary>The name is unknown, the password wrong, or the account pauses or is shut.</summary>
    Refused,

    /// <summary>The password was right; the account asks for a code beside it.</summary>
    CodeNeeded,
    CodeWrong,
    Entered,
}

/// <summary>What became of a try to sign in.</summary>
public sealed record SignInAnswer(SignInOutcome Outcome)
{
    /// <summary>Who came in; null for nobody.</summary>
    public Entry? Entry { get; init; }

    /// <summary>Stands for the right password when the code comes; only where one is needed.</summary>
    public string? Ticket { get; init; }
}

/// <summary>Checks a name, a password and, where the account asks for it, a code; then begins a session.</summary>
public sealed class SignInService(
    AppDbContext db,
    ActorService actors,
    UnitOfWork work,
    IPasswordHasher<User> hasher,
    DummyPassword dummy,
    Tickets tickets,
    IOptions<ApprovalFlowsOptions> options)
{
    /// <summary>How long one may look for the telephone.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Refused when the name is unknown, the password wrong, or the account pauses or is shut: all of them take
    /// the same time.
    /// </summary>
    public Task<SignInAnswer> EnterAsync(
        string userName, string password, string? code, SignInPlace place, CancellationToken cancellation = default) =>
        PacedAsync(() => TryAsync(userName, password, code, place, cancellation), cancellation);

    /// <summary>The code comes after the password, with the ticket that was given for it.</summary>
    public Task<SignInAnswer> ContinueAsync(
        string ticket, string code, SignInPlace place, CancellationToken cancellation = default) =>
        PacedAsync(() => TryAsync(ticket, code, place, cancellation), cancellation);

    /// <summary>Whom the ticket names; null when it is none, or too old.</summary>
    public string? NameIn(string ticket) => tickets.Read(TicketPurpose.SignIn, ticket)?.Content;

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

    private async Task<SignInAnswer> TryAsync(
        string userName, string password, string? code, SignInPlace place, CancellationToken cancellation)
    {
        var normalized = userName.ToUpperInvariant();
        var user = await db.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.NormalizedUserName == normalized, cancellation);
        var isRight = PasswordRules.IsRight(hasher, user ?? dummy.User, password);
        if (user is null) return new SignInAnswer(SignInOutcome.Refused);
        if (isRight) return await BeginAsync(user, code, place, cancellation);
        await CountFailureAsync(user.Id);
        return new SignInAnswer(SignInOutcome.Refused);
    }

    private async Task<SignInAnswer> TryAsync(
        string text, string code, SignInPlace place, CancellationToken cancellation)
    {
        var ticket = tickets.Read(TicketPurpose.SignIn, text);
        var user = ticket is null
            ? null
            : await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == ticket.User, cancellation);
        return user is not null && ticket!.IsOf(user)
            ? await BeginAsync(user, code, place, cancellation)
            : new SignInAnswer(SignInOutcome.Refused);
    }

    private async Task<SignInAnswer> BeginAsync(
        User user, string? code, SignInPlace place, CancellationToken cancellation)
    {
        var begun = await work.RunAsync<SessionBeginning, BegunSession>(
            null, beginning => beginning.RunAsync(user.Id, code, place, cancellation), cancellation);
        if (begun.Outcome == SignInOutcome.CodeWrong) await CountFailureAsync(user.Id);
        var person = begun.Outcome == SignInOutcome.Entered ? await DescribeAsync(user.Id, cancellation) : null;
        return new SignInAnswer(begun.Outcome)
        {
            Entry = person is null ? null : new Entry(person, begun.Session),
            Ticket = begun.Outcome == SignInOutcome.CodeNeeded
                ? tickets.Write(TicketPurpose.SignIn, user, TicketLife, user.UserName!)
                : null,
        };
    }

    // Whoever hangs up must not guess for nothing.
    private Task CountFailureAsync(Guid user) => work.RunAsync<SignInPauses>(
        null, pauses => pauses.CountFailureAsync(user, CancellationToken.None), CancellationToken.None);

    private async Task<SignInAnswer> PacedAsync(Func<Task<SignInAnswer>> attempt, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var answer = await attempt();
        if (answer.Outcome is SignInOutcome.Refused or SignInOutcome.CodeWrong) await WaitAsync(begun, cancellation);
        return answer;
    }

    // A refusal is never quicker than this, so that its time does not tell names from each other.
    private async Task WaitAsync(long begun, CancellationToken cancellation)
    {
        var rest = TimeSpan.FromMilliseconds(options.Value.SignIn.RefusalMilliseconds)
            - TimeProvider.System.GetElapsedTime(begun);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, TimeProvider.System, cancellation);
    }
}

/// <param name="Outcome">Whether the session began, or why not.</param>
/// <param name="Session">The session; nobody's where none began.</param>
public sealed record BegunSession(SignInOutcome Outcome, Guid Session = default);

/// <summary>
/// The right password came: a session begins, unless the account pauses, is shut or asks for a code that did not
/// come. The password alone does not make wrong codes forgotten, or whoever has it could guess without end.
/// </summary>
public sealed class SessionBeginning(SignInPauses pauses, SecondFactorCheck factor, SessionService sessions)
{
    public async Task<BegunSession> RunAsync(
        Guid user, string? code, SignInPlace place, CancellationToken cancellation)
    {
        if (await factor.IsOnAsync(user, cancellation))
        {
            if (!await pauses.IsOpenAsync(user, cancellation)) return new BegunSession(SignInOutcome.Refused);
            if (code is null) return new BegunSession(SignInOutcome.CodeNeeded);
            if (!await factor.PassesAsync(user, code, cancellation)) return new BegunSession(SignInOutcome.CodeWrong);
        }

        return await pauses.MayEnterAsync(user, cancellation)
            ? new BegunSession(SignInOutcome.Entered, await sessions.BeginAsync(user, place, cancellation))
            : new BegunSession(SignInOutcome.Refused);
    }
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
