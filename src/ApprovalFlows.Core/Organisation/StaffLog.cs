using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

/// <summary>A change as it is shown: the names of the persons in place of their ids.</summary>
public sealed record StaffChangeView(StaffChange Change, string Person, string? Other, LocalText? Office);

/// <summary>Somebody who may be chosen on a page.</summary>
public sealed record PersonChoice(Guid Id, string UserName, string Name);

/// <summary>Writes and tells what was changed about who does what; finds the persons it is about.</summary>
public sealed class StaffLog(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxShown = 50;
    public const int MaxChoices = 500;

    public DateOnly Today => ChinaTime.DateOf(time.GetUtcNow());

    public DateTimeOffset Now => time.GetUtcNow();

    public Actor Actor => current.Actor;

    /// <summary>Records a change; what it is about is filled in until the unit of work ends.</summary>
    public StaffChange Add(StaffAction action, Guid person, string reason)
    {
        var change = new StaffChange
        {
            At = Now,
            ActorId = Actor.UserId,
            ActorName = Actor.DisplayName,
            Action = action,
            PersonId = person,
            Reason = reason,
        };
        db.StaffChanges.Add(change);
        return change;
    }

    /// <exception cref="RuleViolation">Nothing was written, or too much.</exception>
    public static string MustHaveReason(string? reason, int max)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw RuleViolation.Invalid("reason", "ReasonRequired");
        return reason.Trim().Length <= max
            ? reason.Trim()
            : throw RuleViolation.Invalid("reason", "ReasonTooLong", max);
    }

    /// <exception cref="RuleViolation">Nobody has that account.</exception>
    public async Task<User> FindAsync(
        string? userName, string field, CancellationToken cancellation = default)
    {
        var name = userName?.Trim().ToUpperInvariant();
        return (string.IsNullOrEmpty(name)
                ? null
                : await db.Users.FirstOrDefaultAsync(user => user.NormalizedUserName == name, cancellation))
            ?? throw RuleViolation.Invalid(field, "PersonUnknown", userName ?? "");
    }

    /// <exception cref="RuleViolation">The person is no reviewer or is locked out.</exception>
    public async Task MustReviewAsync(User user, string field, CancellationToken cancellation = default)
    {
        var isReviewer = await db.UserRoles.AnyAsync(link => link.UserId == user.Id
            && db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Reviewer), cancellation);
        if (!isReviewer || user.LockoutEnd > Now)
            throw RuleViolation.Invalid(field, "PersonNoReviewer", user.DisplayName);
    }

    public async Task<IReadOnlyList<PersonChoice>> ReviewersAsync(CancellationToken cancellation = default) =>
        await db.Users.AsNoTracking()
            .Where(user => db.UserRoles.Any(link => link.UserId == user.Id
                && db.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.Reviewer)))
            .OrderBy(user => user.UserName)
            .Take(MaxChoices)
            .Select(user => new PersonChoice(user.Id, user.UserName!, user.DisplayName))
            .ToListAsync(cancellation);

    /// <summary>The latest changes, of everybody or of one.</summary>
    public async Task<IReadOnlyList<StaffChangeView>> ListAsync(
        Guid? person, CancellationToken cancellation = default)
    {
        var rows = await (
            from change in db.StaffChanges.AsNoTracking()
            where person == null || change.PersonId == person || change.OtherId == person
            join user in db.Users on change.PersonId equals user.Id
            orderby change.Id descending
            select new
            {
                change,
                user.DisplayName,
                Other = db.Users.Where(row => row.Id == change.OtherId)
                    .Select(row => row.DisplayName).FirstOrDefault()
                    ?? db.Enterprises.Where(row => row.Id == change.OtherId).Select(row => row.Name).FirstOrDefault(),
                Post = db.Posts
                    .Where(row => row.DepartmentCode == change.DepartmentCode && row.Code == change.PostCode)
                    .FirstOrDefault(),
            })
            .Take(MaxShown)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new StaffChangeView(
                row.change, row.DisplayName, row.Other,
                row.Post is { } post ? new LocalText(post.NameZh, post.NameVi, post.NameEn) : null)),
        ];
    }
}
