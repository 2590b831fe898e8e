using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

public enum InboxScope
{
    /// <summary>Open, for one of my posts, taken by nobody.</summary>
    Available,

    /// <summary>Open and claimed by me.</summary>
    Mine,

    /// <summary>Decided by me.</summary>
    Done,
}

public sealed record InboxQuery
{
    public InboxScope Scope { get; init; }
    public bool? Overdue { get; init; }
    public string? Flow { get; init; }
    public string? Text { get; init; }
    public InboxSort Sort { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 20;
}

public enum InboxSort
{
    /// <summary>What is due first comes first, so overdue tasks lie on top.</summary>
    Due,
    Newest,
    Oldest,
}

public sealed record InboxItem
{
    public required Guid Id { get; init; }
    public required string CaseNumber { get; init; }
    public required string Flow { get; init; }
    public required string Title { get; init; }
    public required LocalText Step { get; init; }
    public required string DepartmentCode { get; init; }
    public required LocalText Department { get; init; }
    public required string Applicant { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool Overdue { get; init; }
    public string? Assignee { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }
    public string? Outcome { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public int Revision { get; init; }
}

public sealed record InboxCounts(int Available, int Mine, int Done, int Overdue);

/// <summary>What lies on a reviewer's desk.</summary>
public sealed class InboxService(AppDbContext db, CurrentActor current, TimeProvider time)
{
    public const int MaxTextLength = 100;

    public async Task<Paged<InboxItem>> ListAsync(
        InboxQuery query, CancellationToken cancellation = default)
    {
        MustBeReviewer();
        var now = time.GetUtcNow();
        var tasks = Filter(InScope(query.Scope), query, now);
        var sorted = (query.Scope, query.Sort) switch
        {
            (InboxScope.Done, InboxSort.Due) => tasks.OrderByDescending(task => task.FinishedAt),
            (_, InboxSort.Newest) => tasks.OrderByDescending(task => task.CreatedAt),
            (_, InboxSort.Oldest) => tasks.OrderBy(task => task.CreatedAt),
            _ => tasks.OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt),
        };
        return await Project(sorted.ThenBy(task => task.Id), now)
            .ToPageAsync(query.Page, query.PageSize, cancellation);
    }

    public async Task<InboxCounts> CountAsync(CancellationToken cancellation = default)
    {
        MustBeReviewer();
        var now = time.GetUtcNow();
        return new InboxCounts(
            await InScope(InboxScope.Available).CountAsync(cancellation),
            await InScope(InboxScope.Mine).CountAsync(cancellation),
            await InScope(InboxScope.Done).CountAsync(cancellation),
            await InScope(InboxScope.Available).Concat(InScope(InboxScope.Mine))
                .CountAsync(task => task.DueAt < now, cancellation));
    }

    private IQueryable<ReviewTask> InScope(InboxScope scope)
    {
        var me = current.Actor.UserId;
        if (scope == InboxScope.Done)
            return db.ReviewTasks.Where(task =>
                task.DecidedById == me && task.Status == ReviewTaskStatus.Decided);
        if (scope == InboxScope.Mine)
            return Claimed(current.Actor);

        // A post belongs to a department; comparing the pair as one text keeps this one query.
        var posts = current.Actor.Posts.Select(held => held.Department + "/" + held.Post).ToList();
        var departments = current.Actor.Posts.Select(held => held.Department).Distinct().ToList();
        return db.ReviewTasks.Where(task =>
            task.Status == ReviewTaskStatus.Open && task.AssigneeId == null
            && departments.Contains(task.DepartmentCode)
            && posts.Contains(task.DepartmentCode + "/" + task.PostCode))
            .MayBeTakenBy(current.Actor, db);
    }

    // A deputy finds what the absent have claimed, as far as it lies with the represented posts.
    private IQueryable<ReviewTask> Claimed(Actor actor)
    {
        var (me, people) = (actor.UserId, actor.Assignees);
        var open = db.ReviewTasks.Where(task => task.Status == ReviewTaskStatus.Open);
        if (people.Count == 1) return open.Where(task => task.AssigneeId == me);
        var posts = actor.Posts.Where(held => held.ForId is not null)
            .Select(held => held.Department + "/" + held.Post).ToList();
        return open
            .Where(task => people.Contains(task.AssigneeId!.Value)
                && (task.AssigneeId == me
                    || posts.Contains(task.DepartmentCode + "/" + task.PostCode)))
            .MayBeTakenBy(actor, db);
    }

    private IQueryable<ReviewTask> Filter(
        IQueryable<ReviewTask> tasks, InboxQuery query, DateTimeOffset now)
    {
        if (query.Overdue == true) tasks = tasks.Where(task => task.DueAt < now);
        if (query.Overdue == false) tasks = tasks.Where(task => task.DueAt == null || task.DueAt >= now);
        if (!string.IsNullOrWhiteSpace(query.Flow))
            tasks = tasks.Where(task =>
                db.Cases.Any(file => file.Id == task.CaseId && file.Flow == query.Flow));
        if (string.IsNullOrWhiteSpace(query.Text)) return tasks;
        var text = query.Text.Trim();
        if (text.Length > MaxTextLength) text = text[..MaxTextLength];
        return tasks.Where(task => db.Cases.Any(file => file.Id == task.CaseId
            && (file.Number.Contains(text) || file.Applicant.Contains(text))));
    }

    private IQueryable<InboxItem> Project(IQueryable<ReviewTask> tasks, DateTimeOffset now) =>
        from task in tasks
        join file in db.Cases on task.CaseId equals file.Id
        join office in db.Departments on task.DepartmentCode equals office.Code
        select new InboxItem
        {
            Id = task.Id,
            CaseNumber = file.Number,
            Flow = file.Flow,
            Title = file.Title,
            Step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
            DepartmentCode = office.Code,
            Department = new LocalText(office.NameZh, office.NameVi, office.NameEn),
            Applicant = file.Applicant,
            CreatedAt = task.CreatedAt,
            DueAt = task.DueAt,
            Overdue = task.Status == ReviewTaskStatus.Open && task.DueAt < now,
            Assignee = task.AssigneeName,
            Outcomes = task.Outcomes,
            Outcome = task.Outcome,
            FinishedAt = task.FinishedAt,
            Revision = task.Revision,
        };

    private void MustBeReviewer()
    {
        if (current.Actor.Posts.Count == 0) throw RuleViolation.Forbidden("OnlyReviewersDecide");
    }
}
