using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlows.Core.Accounts;

public sealed record SignedInUser(
    Guid UserId, string UserName, string DisplayName, LocalText? Department, IReadOnlyList<string> Roles);

/// <summary>Checks a name and a password.</summary>
public sealed class SignInService(
    AppDbContext db, ActorService actors, IPasswordHasher<User> hasher, DummyPassword dummy)
{
    public const int MaxPasswordLength = 200;

    /// <summary>Null when the name is unknown or the password wrong; both take the same time.</summary>
    public async Task<SignedInUser?> CheckAsync(
        string userName, string password, CancellationToken cancellation = default)
    {
        if (password.Length > MaxPasswordLength) return null;
        var normalized = userName.ToUpperInvariant();
        var user = await db.Users.AsNoTracking()
            .FirstOrDefaultAsync(row => row.NormalizedUserName == normalized, cancellation);
        var checkedUser = user ?? dummy.User;
        var result = hasher.VerifyHashedPassword(checkedUser, checkedUser.PasswordHash!, password);
        if (user is null || result == PasswordVerificationResult.Failed) return null;
        return await DescribeAsync(user.Id, cancellation);
    }

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
