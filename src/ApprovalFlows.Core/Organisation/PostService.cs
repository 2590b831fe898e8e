using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Organisation;

public sealed record Appointment(string? Person, string? Department, string? Post, DateOnly From, DateOnly? To);

/// <summary>A post with its office and those who hold it, or will.</summary>
public sealed record PostView(
    string Department, LocalText DepartmentName, string Post, LocalText Name, IReadOnlyList<HoldingView> Holdings)
{
    /// <summary>The post of the office's supervisor or leader.</summary>
    public bool IsAbove { get; init; }
}

public sealed record HoldingView(Guid Id, string UserName, string Name, DateOnly From, DateOnly? To, bool IsNow);

/// <summary>
/// Who holds which post, from when to when. Entitlements follow by date; nothing is ever changed for
/// days that have passed, because what was decided on them rests on it.
/// </summary>
public sealed class PostService(AppDbContext db, DepartmentService departments, StaffLog log)
{
    public const int MaxReasonLength = 500;

    /// <summary>Everything valid today or later.</summary>
    public async Task<IReadOnlyList<PostView>> ListAsync(CancellationToken cancellation = default)
    {
        var today = log.Today;
        var offices = await db.Departments.AsNoTracking().ToListAsync(cancellation);
        var posts = await db.Posts.AsNoTracking().ToListAsync(cancellation);
        var holdings = await db.PostHoldings.AsNoTracking()
            .Where(held => held.To == null || held.To >= today)
            .Join(db.Users, held => held.UserId, user => user.Id, (held, user) => new
            {
                held,
                user.UserName,
                user.DisplayName,
            })
            .ToListAsync(cancellation);
        var byPost = holdings.ToLookup(row => (row.held.DepartmentCode, row.held.PostCode));
        return
        [
            .. from office in offices.Where(office => office.IsValidOn(today))
               from post in posts.Where(post => post.DepartmentCode == office.Code)
                   .OrderBy(post => post.Code == office.SupervisorPost ? 1 : post.Code == office.LeaderPost ? 2 : 0)
               select new PostView(
                   office.Code,
                   new LocalText(office.NameZh, office.NameVi, office.NameEn),
                   post.Code,
                   new LocalText(post.NameZh, post.NameVi, post.NameEn),
                   [
                       .. byPost[(post.DepartmentCode, post.Code)]
                           .OrderBy(row => row.held.From).ThenBy(row => row.UserName)
                           .Select(row => new HoldingView(
                               row.held.Id, row.UserName!, row.DisplayName,
                               row.held.From, row.held.To, row.held.IsOn(today))),
                   ])
               {
                   IsAbove = post.Code == office.SupervisorPost || post.Code == office.LeaderPost,
               },
        ];
    }

    public async Task<PostHolding> AppointAsync(
        Appointment wanted, string? reason, CancellationToken cancellation = default)
    {
        MustBeAdministrator(log.Actor);
        var why = StaffLog.MustHaveReason(reason, MaxReasonLength);
        if (wanted.From < log.Today) throw RuleViolation.Invalid("from", "NotBeforeToday", log.Today);
        if (wanted.To < wanted.From) throw RuleViolation.Invalid("to", "EndsBeforeStart");
        var user = await log.FindAsync(wanted.Person, "person", cancellation);
        await log.MustReviewAsync(user, "person", cancellation);
        var office = await departments.ResolveAsync(wanted.Department ?? "", wanted.From, cancellation);
        var post = await db.Posts.FindAsync([office.Code, wanted.Post ?? ""], cancellation)
            ?? throw RuleViolation.Invalid("post", "PostUnknown", wanted.Post ?? "");
        var overlaps = await db.PostHoldings.AnyAsync(
            held => held.UserId == user.Id && held.DepartmentCode == office.Code && held.PostCode == post.Code
                && (held.To == null || held.To >= wanted.From) && (wanted.To == null || held.From <= wanted.To),
            cancellation);
        if (overlaps) throw new RuleViolation("HoldsPostAlready", user.DisplayName);
        return Add(user, office.Code, post.Code, wanted.From, wanted.To, why);
    }

    internal PostHolding Add(
        User user, string department, string post, DateOnly from, DateOnly? to, string reason)
    {
        var held = new PostHolding
        {
            UserId = user.Id,
            DepartmentCode = department,
            PostCode = post,
            From = from,
            To = to,
        };
        db.PostHoldings.Add(held);
        Record(StaffAction.Appointed, held, reason);
        return held;
    }

    /// <summary>Ends a holding with its last day, today at the earliest, or takes back one to come.</summary>
    public async Task<PostHolding> EndAsync(
        Guid id, DateOnly lastDay, string? reason, CancellationToken cancellation = default)
    {
        MustBeAdministrator(log.Actor);
        var why = StaffLog.MustHaveReason(reason, MaxReasonLength);
        var held = await db.PostHoldings.FindAsync([id], cancellation)
            ?? throw RuleViolation.NotFound("HoldingUnknown");
        if (held.To < log.Today) throw new RuleViolation("HoldingOver", held.To);
        if (lastDay < log.Today) throw RuleViolation.Invalid("lastDay", "NotBeforeToday", log.Today);
        End(held, lastDay, why);
        return held;
    }

    /// <summary>A holding that would end before it began never was.</summary>
    internal void End(PostHolding held, DateOnly lastDay, string reason)
    {
        if (held.From > lastDay) db.PostHoldings.Remove(held);
        else held.End(lastDay);
        Record(StaffAction.HoldingEnded, held, reason, lastDay);
    }

    public static void MustBeAdministrator(Actor actor)
    {
        if (!actor.IsIn(Roles.Admin)) throw RuleViolation.Forbidden("OnlyAdministratorsAppoint");
    }

    private void Record(StaffAction action, PostHolding held, string reason, DateOnly? lastDay = null)
    {
        var change = log.Add(action, held.UserId, reason);
        change.DepartmentCode = held.DepartmentCode;
        change.PostCode = held.PostCode;
        change.From = held.From;
        change.To = lastDay ?? held.To;
    }
}
