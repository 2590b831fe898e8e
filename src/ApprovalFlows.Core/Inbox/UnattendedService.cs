using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>A task that nobody may decide.</summary>
public sealed record UnattendedTask(
    Guid Id,
    string CaseNumber,
    LocalText Step,
    string DepartmentCode,
    LocalText Department,
    LocalText Post,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt);

/// <summary>A post at which tasks wait while nobody holds it.</summary>
public sealed record AbandonedPost(LocalText Name, int OpenTasks);

/// <summary>
/// What lies with the administrators because nobody may decide it. They decide nothing themselves:
/// they appoint somebody, or put the task before another post of the same office.
/// </summary>
public sealed class UnattendedService(
    AppDbContext db, Candidates candidates, EmptyPost emptyPost, StaffLog log)
{
    public const int MaxShown = 100;

    public async Task<IReadOnlyList<UnattendedTask>> ListAsync(CancellationToken cancellation = default) =>
        await (
            from task in db.ReviewTasks.AsNoTracking()
            where task.IsUnattended && task.Status == ReviewTaskStatus.Open
            join file in db.Cases on task.CaseId equals file.Id
            join office in db.Departments on task.DepartmentCode equals office.Code
            join post in db.Posts on new { D = task.DepartmentCode, P = task.PostCode }
                equals new { D = post.DepartmentCode, P = post.Code }
            orderby task.CreatedAt, task.Id
            select new UnattendedTask(
                task.Id,
                file.Number,
                new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
                office.Code,
                new LocalText(office.NameZh, office.NameVi, office.NameEn),
                new LocalText(post.NameZh, post.NameVi, post.NameEn),
                task.CreatedAt,
                task.DueAt))
            .Take(MaxShown)
            .ToListAsync(cancellation);

    /// <summary>Posts that emptied while tasks were waiting there.</summary>
    public async Task<IReadOnlyList<AbandonedPost>> AbandonedAsync(CancellationToken cancellation = default)
    {
        var today = log.Today;
        var waiting = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.Status == ReviewTaskStatus.Open && !task.IsUnattended)
            .GroupBy(task => new { task.DepartmentCode, task.PostCode })
            .Select(group => new { group.Key.DepartmentCode, group.Key.PostCode, Count = group.Count() })
            .Where(group => !db.PostHoldings.Any(held => held.DepartmentCode == group.DepartmentCode
                && held.PostCode == group.PostCode
                && held.From <= today && (held.To == null || held.To >= today)))
            .Take(MaxShown)
            .ToListAsync(cancellation);
        var posts = await db.Posts.AsNoTracking()
            .Join(
                db.Departments,
                post => post.DepartmentCode,
                office => office.Code,
                (post, office) => new { post, office })
            .ToDictionaryAsync(row => (row.post.DepartmentCode, row.post.Code), cancellation);
        return
        [
            .. from row in waiting
               where posts.ContainsKey((row.DepartmentCode, row.PostCode))
               let known = posts[(row.DepartmentCode, row.PostCode)]
               select new AbandonedPost(
                   new LocalText(
                       $"{known.office.NameZh} · {known.post.NameZh}",
                       $"{known.office.NameVi} · {known.post.NameVi}",
                       $"{known.office.NameEn} · {known.post.NameEn}"),
                   row.Count),
        ];
    }

    /// <summary>Looks again at its post, or puts it before another post of the office.</summary>
    public async Task<ReviewTask> AddressAsync(
        Guid taskId, string? post, string? reason, CancellationToken cancellation = default)
    {
        PostService.MustBeAdministrator(log.Actor);
        var why = StaffLog.MustHaveReason(reason, PostService.MaxReasonLength);
        var task = await db.ReviewTasks.FindAsync([taskId], cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        if (!task.IsUnattended) throw new RuleViolation("TaskIsAttended");
        var wanted = string.IsNullOrWhiteSpace(post) ? task.PostCode : post.Trim();
        if (await db.Posts.FindAsync([task.DepartmentCode, wanted], cancellation) is null)
            throw RuleViolation.Invalid("post", "PostUnknown", wanted);
        var file = await db.Cases.SingleAsync(row => row.Id == task.CaseId, cancellation);
        if (!await candidates.AnyAsync(emptyPost.QueryOf(file, task) with { Post = wanted }, cancellation))
            throw new RuleViolation("NobodyAtPost");
        var office = await db.Departments.SingleAsync(row => row.Code == task.DepartmentCode, cancellation);
        var before = task.PostCode;
        task.Address(wanted, isUnattended: false);
        await emptyPost.RecordAsync(file, log.Actor, "addressedAgain", office, before, wanted, cancellation);
        var change = log.Add(StaffAction.TaskAddressed, log.Actor.UserId, why);
        (change.DepartmentCode, change.PostCode) = (office.Code, wanted);
        return task;
    }
}
