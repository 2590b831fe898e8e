using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Accounts.SecondFactors;

/// <param name="OnSince">Null where the account asks for the password only.</param>
/// <param name="CodesLeft">Recovery codes that were not used yet.</param>
public sealed record SecondFactorState(DateTimeOffset? OnSince, int CodesLeft)
{
    public bool IsOn => OnSince is not null;
}

/// <summary>What is shown once while somebody turns it on.</summary>
/// <param name="Ticket">Comes back with the first code.</param>
/// <param name="Secret">As it is typed into a telephone that cannot read the square.</param>
/// <param name="Address">What the square says.</param>
public sealed record SecondFactorOffer(string Ticket, string Secret, string Address);

/// <summary>
/// A person turns on, turns off and looks after the second factor of the own account. Passwords and codes that are
/// wrong count as they do while signing in: a page left open must not be a place to guess.
/// </summary>
public sealed class SecondFactorService(
    AppDbContext db, UnitOfWork work, OwnPassword own, Tickets tickets, CurrentActor current, RealTime time)
{
    /// <summary>Where this is done.</summary>
    public const string Address = "/account/second-factor";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private Guid Me => current.Actor.UserId;

    public async Task<SecondFactorState> StateAsync(CancellationToken cancellation = default)
    {
        var me = Me;
        return new SecondFactorState(
            await db.SecondFactors.Where(row => row.UserId == me)
                .Select(row => (DateTimeOffset?)row.OnSince).FirstOrDefaultAsync(cancellation),
            await db.RecoveryCodes.CountAsync(row => row.UserId == me, cancellation));
    }

    /// <exception cref="RuleViolation">The password is wrong, or it is on already.</exception>
    public async Task<SecondFactorOffer> BeginAsync(string password, CancellationToken cancellation = default)
    {
        var user = await own.MustKnowAsync(password, "password", cancellation);
        if ((await StateAsync(cancellation)).IsOn) throw new RuleViolation("SecondFactorIsOn");
        var secret = TimeCode.NewSecret();
        return OfferOf(tickets.Write(TicketPurpose.TurningOn, user, Patience, secret), secret);
    }

    /// <summary>The same once more after a wrong code; null when too much time has passed.</summary>
    public async Task<SecondFactorOffer?> ResumeAsync(string ticket, CancellationToken cancellation = default) =>
        await ReadAsync(ticket, cancellation) is { } secret ? OfferOf(ticket, secret) : null;

    /// <returns>The recovery codes, which nobody is shown again.</returns>
    /// <exception cref="RuleViolation">The code is wrong, or it is too late.</exception>
    public async Task<IReadOnlyList<string>> ConfirmAsync(
        string ticket, string code, Guid session, CancellationToken cancellation = default)
    {
        var secret = await ReadAsync(ticket, cancellation) ?? throw new RuleViolation("SecondFactorTooLate");
        var step = TimeCode.StepOf(secret, SecondFactorCheck.Plain(code), time.Now) ?? throw WrongCode();
        return await work.RunAsync<SecondFactorChange, IReadOnlyList<string>>(
            current.Actor, change => change.TurnOnAsync(secret, step, session, cancellation), cancellation);
    }

    /// <exception cref="RuleViolation">The password or the code is wrong.</exception>
    public async Task<IReadOnlyList<string>> RenewAsync(
        string password, string code, CancellationToken cancellation = default)
    {
        await own.MustKnowAsync(password, "password", cancellation);
        return await work.RunAsync<SecondFactorChange, IReadOnlyList<string>?>(
                current.Actor, change => change.RenewAsync(code, cancellation), cancellation)
            ?? throw await CountAsync();
    }

    /// <exception cref="RuleViolation">The password or the code is wrong.</exception>
    public async Task TurnOffAsync(string password, string code, CancellationToken cancellation = default)
    {
        await own.MustKnowAsync(password, "password", cancellation);
        var isOff = await work.RunAsync<SecondFactorChange, bool>(
            current.Actor, change => change.TurnOffAsync(code, cancellation), cancellation);
        if (!isOff) throw await CountAsync();
    }

    private async Task<string?> ReadAsync(string text, CancellationToken cancellation)
    {
        if (tickets.Read(TicketPurpose.TurningOn, text) is not { } ticket) return null;
        var user = await db.Users.AsNoTracking().SingleAsync(row => row.Id == Me, cancellation);
        return ticket.IsOf(user) ? ticket.Content : null;
    }

    private SecondFactorOffer OfferOf(string ticket, string secret) =>
        new(ticket, secret, TimeCode.AddressOf(secret, current.Actor.UserName));

    private async Task<RuleViolation> CountAsync()
    {
        await own.CountFailureAsync();
        return WrongCode();
    }

    private static RuleViolation WrongCode() => RuleViolation.Invalid("code", "SecondFactorWrong");
}
