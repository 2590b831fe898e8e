using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Handovers;

/// <summary>Open tasks of one step that the person has claimed.</summary>
public sealed record ClaimedWork(string Flow, LocalText Step, int Count);

/// <summary>A post the person holds on the day or later, and how many others hold it then.</summary>
public sealed record HeldPost(
    string Department, string Post, LocalText Name, DateOnly From, DateOnly? To, int Others, int OpenTasks);

/// <summary>What a person has in hand that somebody has to take over.</summary>
public sealed record OpenWork(
    Guid PersonId,
    string UserName,
    string Name,
    IReadOnlyList<ClaimedWork> Claimed,
    IReadOnlyList<HeldPost> Posts,
    int Deputyships)
{
    public int ClaimedCount => Claimed.Sum(work => work.Count);

    /// <summary>Tasks nobody has claimed at posts that nobody else holds.</summary>
    public int LoneCount => Posts.Where(post => post.Others == 0).Sum(post => post.OpenTasks);

    public int Total => ClaimedCount + LoneCount;
}

/// <summary>Counts what a handover will have to move.</summary>
public sealed class HandoverPreview(AppDbContext db)
{
    public const int MaxGroups = 200;

    public async Task<OpenWork> ShowAsync(
        Accounts.User person, DateOnly day, CancellationToken cancellation = default) => new(
        person.Id,
        person.UserName!,
        person.DisplayName,
        await ClaimedAsync(person.Id, cancellation),
        await PostsAsync(person.Id, day, cancellation),
        await db.Deputyships.CountAsync(
            row => row.To >= day && (row.HolderId == person.Id || row.DeputyId == person.Id), cancellation));

    private async Task<IReadOnlyList<ClaimedWork>> ClaimedAsync(Guid person, CancellationToken cancellation)
    {
        var groups = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.AssigneeId == person && task.Status == ReviewTaskStatus.Open)
            .Join(db.Cases, task => task.CaseId, file => file.Id, (task, file) => new
            {
                file.Flow,
                task.TitleZh,
                task.TitleVi,
                task.TitleEn,
            })
            .GroupBy(row => row)
            .Select(group => new { group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Count)
            .Take(MaxGroups)
            .ToListAsync(cancellation);
        return
        [
            .. groups.Select(group => new ClaimedWork(
                group.Key.Flow, new LocalText(group.Key.TitleZh, group.Key.TitleVi, group.Key.TitleEn), group.Count)),
        ];
    }

    private async Task<IReadOnlyList<HeldPost>> PostsAsync(
        Guid person, DateOnly day, CancellationToken cancellation)
    {
        var rows = await (
            from held in db.PostHoldings.AsNoTracking()
            where held.UserId == person && (held.To == null || held.To >= day)
            join post in db.Posts on new { D = held.DepartmentCode, P = held.PostCode }
                equals new { D = post.DepartmentCode, P = post.Code }
            join office in db.Departments on held.DepartmentCode equals office.Code
            orderby held.DepartmentCode, held.PostCode
            select new
            {
                held,
                post,
                office,
                Others = db.PostHoldings
                    .Where(other => other.UserId != person && other.DepartmentCode == held.DepartmentCode
                        && other.PostCode == held.PostCode
                        && other.From <= day && (other.To == null || other.To >= day))
                    .Select(other => other.UserId)
                    .Distinct()
                    .Count(),
                Open = db.ReviewTasks.Count(task => task.DepartmentCode == held.DepartmentCode
                    && task.PostCode == held.PostCode && task.Status == ReviewTaskStatus.Open
                    && task.AssigneeId == null && !task.IsUnattended),
            })
            .Take(MaxGroups)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new HeldPost(
                row.held.DepartmentCode,
                row.held.PostCode,
                new LocalText(
                    $"{row.office.NameZh} · {row.post.NameZh}",
                    $"{row.office.NameVi} · {row.post.NameVi}",
                    $"{row.office.NameEn} · {row.post.NameEn}"),
                row.held.From,
                row.held.To,
                row.Others,
                row.Open)),
        ];
    }
}
