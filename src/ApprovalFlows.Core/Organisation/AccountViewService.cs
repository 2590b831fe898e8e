using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

/// <summary>One account with all that administrators may change about it.</summary>
public sealed record AccountDetails(Guid Id, AccountWish Present, string Stamp)
{
    public DateTimeOffset? PausedUntil { get; init; }
    public bool IsShut { get; init; }

    /// <summary>Until when the password of the administrator lets in, or let in; null for one of one's own.</summary>
    public DateTimeOffset? FirstPasswordUntil { get; init; }
    public bool IsFirstPasswordOver { get; init; }
    public string? EnterpriseName { get; init; }
    public string? WorkerName { get; init; }

    /// <summary>Held today or later.</summary>
    public IReadOnlyList<LocalText> Posts { get; init; } = [];
}

/// <summary>Shows one account to those who look after accounts.</summary>
public sealed class AccountViewService(AppDbContext db, StaffLog log)
{
    public async Task<AccountDetails> ShowAsync(Guid id, CancellationToken cancellation = default)
    {
        var (now, today) = (log.Now, log.Today);
        var found = await db.Users.AsNoTracking()
            .Where(user => user.Id == id)
            .Select(user => new
            {
                user,
                Roles = db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
                Firm = db.Enterprises.FirstOrDefault(row => row.Id == user.EnterpriseId),
                Worker = db.Workers.Where(row => row.Id == user.WorkerId)
                    .Select(row => row.NameOriginal).FirstOrDefault(),
                Posts = db.PostHoldings
                    .Where(held => held.UserId == user.Id && (held.To == null || held.To >= today))
                    .Join(
                        db.Posts,
                        held => new { held.DepartmentCode, Code = held.PostCode },
                        post => new { post.DepartmentCode, post.Code },
                        (_, post) => post)
                    .ToList(),
            })
            .FirstOrDefaultAsync(cancellation) ?? throw RuleViolation.NotFound("AccountUnknown");
        var user = found.user;
        var present = new AccountWish
        {
            UserName = user.UserName,
            DisplayName = user.DisplayName,
            Email = user.Email,
            Phone = user.PhoneNumber,
            Language = TextResources.Of(user.Language).Name,
            Roles = [.. found.Roles.Order(StringComparer.Ordinal)],
            Enterprise = found.Firm?.UnifiedSocialCreditCode,
        };
        return new AccountDetails(user.Id, present, user.ConcurrencyStamp ?? "")
        {
            PausedUntil = user.SignInPausedUntil > now ? user.SignInPausedUntil : null,
            IsShut = user.LockoutEnd > now,
            FirstPasswordUntil = user.FirstPasswordUntil,
            IsFirstPasswordOver = user.FirstPasswordUntil <= now,
            EnterpriseName = found.Firm?.Name,
            WorkerName = found.Worker,
            Posts = [.. found.Posts.Select(post => new LocalText(post.NameZh, post.NameVi, post.NameEn))],
        };
    }
}
