using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Accounts;

/// <summary>From where somebody signs in, and with what.</summary>
public sealed record SignInPlace(SessionKind Kind, string Address, string Agent);

/// <summary>
/// Begins, lists and ends sessions. They last in real time, as cookies and tokens do, whatever the clock of
/// development shows.
/// </summary>
public sealed class SessionService(AppDbContext db, WriteTransaction transaction, CurrentActor current)
{
    public const int MaxShown = 50;

    // Sign-ins clear up behind others, a few rows each, so that no job has to.
    private const int MaxCleared = 50;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>What was last used before then counts no longer; a note may be late by its interval.</summary>
    internal static DateTimeOffset Limit => Now - Session.Life - Session.NotedEvery;

    public async Task<Guid> BeginAsync(Guid user, SignInPlace place, CancellationToken cancellation = default)
    {
        var limit = Limit;
        await transaction.BeginAsync(cancellation);
        await db.Sessions.Where(row => row.SeenAt < limit)
            .OrderBy(row => row.SeenAt).Take(MaxCleared).ExecuteDeleteAsync(cancellation);
        var session = new Session
        {
            UserId = user,
            Kind = place.Kind,
            BegunAt = Now,
            SeenAt = Now,
            Address = Cut(place.Address, Session.MaxAddressLength),
            Agent = Cut(place.Agent, Session.MaxAgentLength),
        };
        db.Sessions.Add(session);
        return session.Id;
    }

    /// <summary>Notes that the session is used, unless somebody noted it a moment ago.</summary>
    public async Task NoteAsync(Guid id, CancellationToken cancellation = default)
    {
        var (now, old) = (Now, Now - Session.NotedEvery);
        await transaction.BeginAsync(cancellation);
        await db.Sessions.Where(row => row.Id == id && row.SeenAt <= old)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, now), cancellation);
    }

    public static bool IsToBeNoted(DateTimeOffset seenAt) => seenAt <= Now - Session.NotedEvery;

    /// <summary>One's own, the latest used first.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(CancellationToken cancellation = default)
    {
        var (me, limit) = (current.Actor.UserId, Limit);
        return await db.Sessions.AsNoTracking()
            .Where(row => row.UserId == me && row.SeenAt >= limit)
            .OrderByDescending(row => row.SeenAt).ThenByDescending(row => row.Id)
            .Take(MaxShown)
            .ToListAsync(cancellation);
    }

    /// <summary>Ends one of one's own; none of somebody else, and no sentence tells that there is one.</summary>
    public async Task EndAsync(Guid id, CancellationToken cancellation = default)
    {
        var me = current.Actor.UserId;
        await transaction.BeginAsync(cancellation);
        await db.Sessions.Where(row => row.Id == id && row.UserId == me).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Ends all of a person but the one to be kept.</summary>
    public async Task<int> EndAllAsync(Guid user, Guid? kept, CancellationToken cancellation = default)
    {
        await transaction.BeginAsync(cancellation);
        return await db.Sessions.Where(row => row.UserId == user && row.Id != kept).ExecuteDeleteAsync(cancellation);
    }

    // Control characters would break lines where the text is shown or logged.
    private static string Cut(string text, int length)
    {
        var plain = string.Concat(text.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter)));
        return plain.Length <= length ? plain : plain[..length];
    }
}
