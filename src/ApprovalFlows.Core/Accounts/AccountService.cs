using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Accounts;

public sealed class AccountService(AppDbContext db, IPasswordHasher<User> hasher)
{
    public User Add(string userName, string displayName, string password, string role, Guid? enterpriseId)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = displayName,
            EnterpriseId = enterpriseId,
            SecurityStamp = Guid.CreateVersion7().ToString("N"),
        };
        user.PasswordHash = hasher.HashPassword(user, PasswordRules.Normalize(password) ?? password);
        db.Users.Add(user);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = RoleOf(role).Id });
        return user;
    }

    private IdentityRole<Guid> RoleOf(string name)
    {
        var known = db.Roles.Local.FirstOrDefault(role => role.Name == name)
            ?? db.Roles.FirstOrDefault(role => role.Name == name);
        if (known is not null) return known;
        var role = new IdentityRole<Guid>(name)
        {
            Id = Guid.CreateVersion7(),
            NormalizedName = name.ToUpperInvariant(),
        };
        db.Roles.Add(role);
        return role;
    }
}
