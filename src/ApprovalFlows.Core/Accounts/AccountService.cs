using ApprovalFlows.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApprovalFlows.Core.Accounts;

public sealed class AccountService(
    AppDbContext db, IPasswordHasher<User> hasher, IOptions<ApprovalFlowsOptions> options, TimeProvider time)
{
    public User Add(string userName, string displayName, string password, string role, Guid? enterpriseId)
    {
        var user = Add(userName, displayName, enterpriseId);
        SetPassword(user, password);
        Grant(user.Id, role);
        return user;
    }

    /// <summary>Without a password and roles yet.</summary>
    internal User Add(string userName, string displayName, Guid? enterpriseId)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            DisplayName = displayName,
            EnterpriseId = enterpriseId,
        };
        db.Users.Add(user);
        return user;
    }

    /// <summary>One that its owner chose.</summary>
    internal void SetPassword(User user, string password)
    {
        user.PasswordHash = hasher.HashPassword(user, PasswordRules.Normalize(password) ?? password);
        user.SecurityStamp = Guid.CreateVersion7().ToString("N");
        user.FirstPasswordUntil = null;
    }

    /// <summary>Answers the new first password, which is kept nowhere in plain.</summary>
    internal string GiveFirstPassword(User user)
    {
        var password = FirstPassword.Make(user.UserName!);
        SetPassword(user, password);
        user.FirstPasswordUntil = time.GetUtcNow().AddDays(options.Value.SignIn.FirstPasswordDays);
        return password;
    }

    internal void Grant(Guid user, string role) =>
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user, RoleId = RoleOf(role).Id });

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
