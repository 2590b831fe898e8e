using ApprovalFlows.Core.Inbox.Search;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>What lies on a reviewer's desk. Which tasks is asked by hand (InboxSql), what they are by EF.</summary>
public sealed class InboxService(
    AppDbContext db,
    WriteTransaction transaction,
    SearchPlanning planning,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<InboxPage> ListAsync(InboxQuery query, CancellationToken cancellation = default)
    {
        MustBeReviewer();
        var (page, size) = (Math.Max(1, query.Page), Math.Clamp(query.PageSize, 1, InboxLimits.MaxPageSize));
        var cursor = string.IsNullOrEmpty(query.After)
            ? null
            : InboxCursor.Read(query.After, query.Scope, query.Sort);
        if (cursor is null && page > InboxLimits.MaxDepth / size)
            throw RuleViolation.Invalid("page", "PageTooDeep", InboxLimits.MaxDepth);

        var now = time.GetUtcNow();
        var desks = DesksOf(query.Scope);
        var plan = await planning.PlanAsync(query.Text, cancellation);
        var keys = await ReadAsync(
            sql => sql.WritePage(cursor is null ? (page - 1) * size : 0, size + 1),
            (query, desks, plan, cursor, now),
            cancellation);
        var (total, isCapped) = await CountAsync(query, desks, plan, now, cancellation);
        var hasMore = keys.Count > size;
        if (hasMore) keys.RemoveAt(size);
        var isBackwards = cursor?.Backwards == true;
        if (isBackwards) keys.Reverse();
        var hasNext = isBackwards || hasMore;
        var hasPrevious = isBackwards ? hasMore : cursor is not null || page > 1;
        return new InboxPage(
            await ShowAsync(keys.ConvertAll(key => key.Id), now, cancellation),
            Math.Min(total, query.CountLimit),
            page,
            size)
        {
            TotalIsCapped = isCapped,
            Next = hasNext && keys.Count > 0 ? At(keys[^1], query, isBackwards: false) : null,
            Previous = hasPrevious && keys.Count > 0 ? At(keys[0], query, isBackwards: true) : null,
        };
    }

    /// <summary>What the tabs show, in one round trip.</summary>
    public async Task<InboxCounts> CountAsync(CancellationToken cancellation = default)
    {
        MustBeReviewer();
        var now = time.GetUtcNow();
        var (free, mine, done) = (
            DesksOf(InboxScope.Available), DesksOf(InboxScope.Mine), DesksOf(InboxScope.Done));
        var late = new InboxQuery { Overdue = true };
        await using var query = await transaction.QueryAsync(cancellation);
        query.Text("SELECT (");
        Count(free, new InboxQuery());
        query.Text("), (");
        Count(mine, new InboxQuery());
        query.Text("), (");
        Count(done, new InboxQuery { Scope = InboxScope.Done });
        query.Text("), (");
        Count([.. free, .. mine], late);
        query.Text(")");
        await using var row = await query.ReadAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new InboxCounts(
            (int)row.GetInt64(0), (int)row.GetInt64(1), (int)row.GetInt64(2), (int)row.GetInt64(3));

        void Count(IReadOnlyList<Desk> desks, InboxQuery asked) =>
            new InboxSql(query, asked, desks, null) { Now = now }.WriteCount(InboxLimits.MaxCount - 1);
    }

    /// <summary>What is open in each flow, the fullest first.</summary>
    public async Task<IReadOnlyList<InboxGroup>> GroupByFlowAsync(
        InboxQuery query, CancellationToken cancellation = default)
    {
        MustBeReviewer();
        var flows = await db.StepLabels.AsNoTracking()
            .Select(label => label.Flow)
            .Distinct()
            .OrderBy(flow => flow)
            .ToListAsync(cancellation);
        List<InboxGroup> groups = [];
        foreach (var flow in flows.Take(InboxLimits.MaxGroups))
        {
            var first = query with
            {
                Flow = flow,
                After = null,
                Page = 1,
                PageSize = InboxLimits.RowsPerGroup,
                CountLimit = InboxLimits.MaxCount,
            };
            var page = await ListAsync(first, cancellation);
            if (page.Items.Count > 0) groups.Add(new InboxGroup(flow, page.TotalCount, page.Items));
        }

        return [.. groups.OrderByDescending(group => group.Count)];
    }

    private IReadOnlyList<Desk> DesksOf(InboxScope scope) => Desks.Of(current.Actor, scope);

    private async Task<(int Total, bool IsCapped)> CountAsync(
        InboxQuery asked,
        IReadOnlyList<Desk> desks,
        SearchPlan? plan,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var query = await transaction.QueryAsync(cancellation);
        var sql = new InboxSql(query, asked, desks, plan) { Now = now };
        query.Text("SELECT (");
        sql.WriteCount(asked.CountLimit);
        if (plan is not null)
        {
            query.Text("), (");
            sql.WriteIsLong();
        }

        query.Text(")");
        await using var row = await query.ReadAsync(cancellation);
        await row.ReadAsync(cancellation);
        var total = (int)row.GetInt64(0);
        var isLong = plan is not null && plan.WalksAt(desks) && row.GetInt64(1) > InboxLimits.MaxWalk;
        return (total, total > asked.CountLimit || isLong);
    }

    private async Task<List<(Guid Id, DateTimeOffset At)>> ReadAsync(
        Action<InboxSql> write,
        (InboxQuery Query, IReadOnlyList<Desk> Desks, SearchPlan? Plan, InboxCursor? Cursor, DateTimeOffset Now) asked,
        CancellationToken cancellation)
    {
        await using var query = await transaction.QueryAsync(cancellation);
        write(new InboxSql(query, asked.Query, asked.Desks, asked.Plan) { Now = asked.Now, Cursor = asked.Cursor });
        List<(Guid, DateTimeOffset)> keys = [];
        await using var rows = await query.ReadAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            keys.Add((rows.GetGuid(0), DbInstant.FromColumn(rows.GetValue(1))));
        return keys;
    }

    private static string At((Guid Id, DateTimeOffset At) key, InboxQuery query, bool isBackwards) =>
        new InboxCursor(query.Scope, query.Sort, isBackwards, key.At, key.Id).Write();

    private async Task<IReadOnlyList<InboxItem>> ShowAsync(
        List<Guid> ids, DateTimeOffset now, CancellationToken cancellation)
    {
        if (ids.Count == 0) return [];
        var rows = await Project(db.ReviewTasks.AsNoTracking().Where(task => ids.Contains(task.Id)), now)
            .ToDictionaryAsync(row => row.Id, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
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
