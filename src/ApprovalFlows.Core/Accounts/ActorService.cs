using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Accounts;

/// <summary>Looks up what a signed-in person may do today; entitlements are never kept in a token.</summary>
public sealed class ActorService(AppDbContext db, TimeProvider time)
{
    public async Task<Actor?> FindAsync(Guid userId, CancellationToken cancellation = default)
    {
        var today = ChinaTime.DateOf(time.GetUtcNow());
        var found = await db.Users.AsNoTracking()
            .Where(user => user.Id == userId)
            .Select(user => new
            {
                user.Id,
                user.UserName,
                user.DisplayName,
                user.EnterpriseId,
                Roles = db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!)
                    .ToList(),
                Posts = db.PostHoldings
                    .Where(held => held.UserId == user.Id
                        && held.From <= today && (held.To == null || held.To >= today))
                    .Select(held => new PostReference(held.DepartmentCode, held.PostCode))
                    .ToList(),
            })
            .AsSingleQuery()
            .FirstOrDefaultAsync(cancellation);
        return found is null
            ? null
            : new Actor(
                found.Id,
                found.UserName!,
                found.DisplayName,
                found.Roles.ToHashSet(),
                found.Posts,
                found.EnterpriseId);
    }
}
