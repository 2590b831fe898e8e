using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Accounts;

/// <summary>Looks up what a signed-in person may do today; entitlements are never kept in a token.</summary>
public sealed class ActorService(AppDbContext db, TimeProvider time)
{
    private static readonly CompiledQuery<Guid, Guid, DateOnly, Found?> Query =
        new((db, userId, sessionId, today) => db.Users
        .AsNoTracking()
        .Where(user => user.Id == userId)
        .Select(user => new Found(
            user.Id,
            user.UserName!,
            user.DisplayName,
            user.EnterpriseId,
            user.WorkerId,
            db.UserRoles.Where(link => link.UserId == user.Id)
                .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!)
                .ToList(),
            db.PostHoldings
                .Where(held => held.UserId == user.Id
                    && held.From <= today && (held.To == null || held.To >= today))
                .Select(held => new PostReference(held.DepartmentCode, held.PostCode))
                .ToList(),
            // Only the holder's own posts: a deputy of a deputy does not count.
            db.Deputyships
                .Where(row => row.DeputyId == user.Id && row.From <= today && row.To >= today)
                .Join(
                    db.PostHoldings.Where(held => held.From <= today && (held.To == null || held.To >= today)),
                    row => row.HolderId,
                    held => held.UserId,
                    (row, held) => new { row, held })
                .Where(pair => (pair.row.DepartmentCode == null || pair.row.DepartmentCode == pair.held.DepartmentCode)
                    && (pair.row.PostCode == null || pair.row.PostCode == pair.held.PostCode))
                .Join(db.Users, pair => pair.row.HolderId, holder => holder.Id, (pair, holder) => new PostReference(
                    pair.held.DepartmentCode, pair.held.PostCode)
                {
                    ForId = holder.Id,
                    ForName = holder.DisplayName,
                    Flow = pair.row.Flow,
                })
                .ToList(),
            db.Recusals.Any(row => row.PersonId == user.Id && row.EndedAt == null),
            user.LockoutEnd,
            user.FirstPasswordUntil,
            db.Sessions.Where(row => row.Id == sessionId && row.UserId == user.Id)
                .Select(row => (DateTimeOffset?)row.SeenAt).FirstOrDefault()))
        .AsSingleQuery()
        .FirstOrDefault());

    public async Task<Actor?> FindAsync(Guid userId, CancellationToken cancellation = default) =>
        await ReadAsync(userId, Guid.Empty, cancellation) is { } found ? Of(found) : null;

    /// <summary>
    /// The person while the session lasts, the account is open and a first password is valid; and when the session
    /// was last noted.
    /// </summary>
    public async Task<(Actor Actor, DateTimeOffset SeenAt)?> FindAsync(
        Guid userId, Guid sessionId, CancellationToken cancellation = default) =>
        await ReadAsync(userId, sessionId, cancellation) is { SeenAt: { } seenAt } found
            && !(found.ShutUntil > time.GetUtcNow())
            && !(found.FirstPasswordUntil <= time.GetUtcNow())
            ? (Of(found), seenAt)
            : null;

    private Task<Found?> ReadAsync(Guid userId, Guid sessionId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Query.RunAsync(db, userId, sessionId, ChinaTime.DateOf(time.GetUtcNow()));
    }

    private static Actor Of(Found found) => new(
        found.Id,
        found.UserName,
        found.DisplayName,
        found.Roles.ToHashSet(),
        [.. found.Posts, .. found.Represented.Distinct().OrderBy(post => post.ForName, StringComparer.Ordinal)],
        found.EnterpriseId)
    {
        HasRecusals = found.HasRecusals,
        HasFirstPassword = found.FirstPasswordUntil is not null,
        WorkerId = found.WorkerId,
    };

    private sealed record Found(
        Guid Id,
        string UserName,
        string DisplayName,
        Guid? EnterpriseId,
        Guid? WorkerId,
        List<string> Roles,
        List<PostReference> Posts,
        List<PostReference> Represented,
        bool HasRecusals,
        DateTimeOffset? ShutUntil,
        DateTimeOffset? FirstPasswordUntil,
        DateTimeOffset? SeenAt);
}
