using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Accounts.SecondFactors;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

/// <summary>An account as those see it who look after accounts.</summary>
public sealed record AccountView(
    Guid Id, string UserName, string DisplayName, IReadOnlyList<string> Roles, int Sessions)
{
    public DateTimeOffset? PausedUntil { get; init; }
    public bool IsShut { get; init; }
    public bool HasSecondFactor { get; init; }
}

/// <summary>What administrators do about accounts: each act with its reason in the history of staff.</summary>
public sealed class AccountAdministration(
    AppDbContext db,
    StaffLog log,
    SignInPauses pauses,
    SessionService sessions,
    Administrators administrators,
    SecondFactorChange factor)
{
    public const int PageSize = 20;

    /// <param name="text">Part of the name of the account or of the person; empty for all.</param>
    /// <param name="page">Counted from one.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<Paged<AccountView>> ListAsync(
        string? text, int page, CancellationToken cancellation = default)
    {
        var (now, limit) = (log.Now, SessionService.Limit);
        var wanted = (text ?? "").Trim();
        var upper = wanted.ToUpperInvariant();
        var found = await db.Users.AsNoTracking()
            .Where(user => upper == "" || user.NormalizedUserName!.Contains(upper) || user.DisplayName.Contains(wanted))
            .OrderBy(user => user.NormalizedUserName)
            .Select(user => new
            {
                user.Id,
                user.UserName,
                user.DisplayName,
                user.LockoutEnd,
                user.SignInPausedUntil,
                Roles = db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
                Sessions = db.Sessions.Count(row => row.UserId == user.Id && row.SeenAt >= limit),
                HasSecondFactor = db.SecondFactors.Any(row => row.UserId == user.Id),
            })
            .ToPageAsync(page, PageSize, cancellation);
        return new Paged<AccountView>(
            [
                .. found.Items.Select(row => new AccountView(
                    row.Id, row.UserName!, row.DisplayName, [.. row.Roles.Order()], row.Sessions)
                {
                    PausedUntil = row.SignInPausedUntil > now ? row.SignInPausedUntil : null,
                    IsShut = row.LockoutEnd > now,
                    HasSecondFactor = row.HasSecondFactor,
                }),
            ],
            found.TotalCount, found.Page, found.PageSize);
    }

    /// <summary>Lets somebody sign in again whose account pauses after wrong passwords.</summary>
    public async Task UnlockAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        var user = await FindAsync(StaffAction.AccountUnlocked, id, reason, cancellation);
        await pauses.EndAsync(user.Id, cancellation);
    }

    /// <summary>Nobody signs in with the account any more, and its sessions end at once.</summary>
    public async Task ShutAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        if (id == log.Actor.UserId) throw new RuleViolation("AccountIsOwn");
        var user = await FindAsync(StaffAction.AccountShut, id, reason, cancellation);
        await administrators.MustRemainAsync(user.Id, cancellation);
        user.LockoutEnd = DateTimeOffset.MaxValue;
        await sessions.EndAllAsync(user.Id, kept: null, cancellation);
    }

    public async Task OpenAsync(Guid id, string? reason, CancellationToken cancellation = default) =>
        (await FindAsync(StaffAction.AccountOpened, id, reason, cancellation)).LockoutEnd = null;

    public async Task EndSessionsAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        var user = await FindAsync(StaffAction.SessionsEnded, id, reason, cancellation);
        await sessions.EndAllAsync(user.Id, kept: null, cancellation);
    }

    /// <summary>For somebody who lost the telephone and the recovery codes: the password alone opens again.</summary>
    public async Task RemoveSecondFactorAsync(Guid id, string? reason, CancellationToken cancellation = default)
    {
        // A page left open must not do without password and code what /account does with them.
        if (id == log.Actor.UserId) throw new RuleViolation("SecondFactorIsOwn");
        var user = await FindAsync(StaffAction.SecondFactorRemoved, id, reason, cancellation);
        if (!await factor.RemoveAsync(user.Id, new Sentence("Message.SecondFactorRemoved"), cancellation))
            throw new RuleViolation("SecondFactorIsOff");
    }

    private async Task<User> FindAsync(
        StaffAction action, Guid id, string? reason, CancellationToken cancellation)
    {
        var user = await MustFindAsync(id, cancellation);
        log.Add(action, user.Id, StaffLog.MustHaveReason(reason, PostService.MaxReasonLength));
        return user;
    }

    /// <summary>The account, for an administrator only.</summary>
    internal async Task<User> MustFindAsync(Guid id, CancellationToken cancellation)
    {
        MustBeAdministrator(log.Actor);
        return await db.Users.FirstOrDefaultAsync(row => row.Id == id, cancellation)
            ?? throw RuleViolation.NotFound("AccountUnknown");
    }

    internal static void MustBeAdministrator(Actor actor)
    {
        if (!actor.IsIn(Roles.Admin)) throw RuleViolation.Forbidden("NotAllowed");
    }
}
