using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Organisation;

/// <summary>Sees to it that somebody remains who can look after accounts.</summary>
public sealed class Administrators(AppDbContext db, TimeProvider time)
{
    /// <exception cref="RuleViolation">Without this administrator there would be none who can sign in.</exception>
    public async Task MustRemainAsync(Guid without, CancellationToken cancellation = default)
    {
        var role = await db.Roles.FirstOrDefaultAsync(row => row.Name == Roles.Admin, cancellation);
        if (role is null || !await HasAsync(role, without, cancellation)) return;
        // Two who remove each other at once have to meet: the second one finds this row changed, and looks again.
        role.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        var now = time.GetUtcNow();
        var isOneLeft = await db.UserRoles.AnyAsync(
            link => link.RoleId == role.Id && link.UserId != without
                && db.Users.Any(user => user.Id == link.UserId && user.FirstPasswordUntil == null
                    && (user.LockoutEnd == null || user.LockoutEnd <= now)),
            cancellation);
        if (!isOneLeft) throw new RuleViolation("LastAdministrator");
    }

    private Task<bool> HasAsync(IdentityRole<Guid> role, Guid user, CancellationToken cancellation) =>
        db.UserRoles.AnyAsync(link => link.RoleId == role.Id && link.UserId == user, cancellation);
}
