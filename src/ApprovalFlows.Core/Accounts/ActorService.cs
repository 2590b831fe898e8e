using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Accounts;

/// <summary>Looks up what a signed-in person may do today; entitlements are never kept in a token.</summary>
public sealed class ActorService(AppDbContext db, TimeProvider time)
{
    private static readonly CompiledQuery<Guid, DateOnly, Found?> Query = new((db, userId, today) => db.Users
        .AsNoTracking()
        .Where(user => user.Id == userId)
        .Select(user => new Found(
            user.Id,
            user.UserName!,
            user.DisplayName,
            user.EnterpriseId,
            db.UserRoles.Where(link => link.UserId == user.Id)
                .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!)
                .ToList(),
            db.PostHoldings
                .Where(held => held.UserId == user.Id
                    && held.From <= today && (held.To == null || held.To >= today))
                .Select(held => new PostReference(held.DepartmentCode, held.PostCode))
                .ToList()))
        .AsSingleQuery()
        .FirstOrDefault());

    public async Task<Actor?> FindAsync(Guid userId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var found = await Query.RunAsync(db, userId, ChinaTime.DateOf(time.GetUtcNow()));
        return found is null
            ? null
            : new Actor(
                found.Id,
                found.UserName,
                found.DisplayName,
                found.Roles.ToHashSet(),
                found.Posts,
                found.EnterpriseId);
    }

    private sealed record Found(
        Guid Id,
        string UserName,
        string DisplayName,
        Guid? EnterpriseId,
        List<string> Roles,
        List<PostReference> Posts);
}
