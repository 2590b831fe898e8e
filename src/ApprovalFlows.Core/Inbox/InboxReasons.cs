using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>Whether an open task lies in somebody's inbox, and why.</summary>
public sealed record InboxReason(Guid? TaskId, bool IsInInbox, Sentence Why);

/// <summary>Answers "why is this case (not) in my inbox?"; administrators ask it for anybody.</summary>
public sealed class InboxReasons(
    AppDbContext db, CaseService cases, Eligibility eligibility, ActorService actors, StaffLog log)
{
    public async Task<IReadOnlyList<InboxReason>> ExplainAsync(
        string number, string? person, CancellationToken cancellation = default)
    {
        var actor = await PersonAsync(person, cancellation);
        var seen = log.Actor.IsIn(Roles.Admin) ? db.Cases : cases.Visible();
        var file = await seen.AsNoTracking().FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        if (!actor.IsIn(Roles.Reviewer))
            return [new InboxReason(null, false, new Sentence("Why.NoReviewer", actor.DisplayName))];
        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open)
            .OrderBy(task => task.Id)
            .ToListAsync(cancellation);
        if (tasks.Count == 0) return [new InboxReason(null, false, new Sentence("Why.NoOpenTask"))];
        var reasons = new List<InboxReason>();
        foreach (var task in tasks) reasons.Add(await ExplainAsync(task, file.Flow, actor, cancellation));
        return reasons;
    }

    private async Task<InboxReason> ExplainAsync(
        ReviewTask task, string flow, Actor actor, CancellationToken cancellation)
    {
        var step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn);
        var post = await PostAsync(task, cancellation);
        var here = actor.In(flow);
        if (!here.Holds(task.DepartmentCode, task.PostCode) && task.AssigneeId != actor.UserId)
            return new InboxReason(task.Id, false, await WithoutPostAsync(task, actor, step, post, cancellation));
        Actor acting;
        try
        {
            acting = await eligibility.ActAsync(task, actor, cancellation);
        }
        catch (RuleViolation refused)
        {
            return new InboxReason(
                task.Id, false, new Sentence("Why.Excluded", step, actor.DisplayName, refused.Sentence));
        }

        if (task.AssigneeId == actor.UserId)
            return new InboxReason(task.Id, true, new Sentence("Why.Claimed", step, actor.DisplayName));
        if (task.AssigneeId is { } has && here.Represents(has, task.DepartmentCode, task.PostCode))
            return new InboxReason(
                task.Id, true, new Sentence("Why.ClaimedByAbsent", step, task.AssigneeName!, actor.DisplayName));
        if (task.AssigneeId is not null)
            return new InboxReason(task.Id, false, new Sentence("Why.ClaimedByOther", step, task.AssigneeName!));
        return new InboxReason(task.Id, true, acting.Acting?.ForName is { } absent
            ? new Sentence("Why.AvailableAsDeputy", step, actor.DisplayName, absent, post)
            : new Sentence("Why.Available", step, actor.DisplayName, post));
    }

    private async Task<Sentence> WithoutPostAsync(
        ReviewTask task, Actor actor, LocalText step, LocalText post, CancellationToken cancellation)
    {
        if (actor.Posts.Any(held => held.Department == task.DepartmentCode && held.Post == task.PostCode))
            return new Sentence("Why.OtherFlow", step, post, actor.DisplayName);
        var held = await db.PostHoldings.AsNoTracking()
            .Where(row => row.UserId == actor.UserId
                && row.DepartmentCode == task.DepartmentCode && row.PostCode == task.PostCode)
            .OrderByDescending(row => row.From)
            .FirstOrDefaultAsync(cancellation);
        if (held?.From > log.Today) return new Sentence("Why.PostBegins", step, post, actor.DisplayName, held.From);
        return held?.To is { } last
            ? new Sentence("Why.PostEnded", step, post, actor.DisplayName, last)
            : new Sentence("Why.OtherPost", step, post, actor.DisplayName);
    }

    private async Task<LocalText> PostAsync(ReviewTask task, CancellationToken cancellation)
    {
        var office = await db.Departments.FindAsync([task.DepartmentCode], cancellation);
        var post = await db.Posts.FindAsync([task.DepartmentCode, task.PostCode], cancellation);
        return new LocalText(
            $"{office?.NameZh} · {post?.NameZh}", $"{office?.NameVi} · {post?.NameVi}",
            $"{office?.NameEn} · {post?.NameEn}");
    }

    private async Task<Actor> PersonAsync(string? person, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(person)) return log.Actor;
        var user = await log.FindAsync(person, "person", cancellation);
        if (user.Id != log.Actor.UserId && !log.Actor.IsIn(Roles.Admin))
            throw RuleViolation.Forbidden("InboxOfAnother");
        return (await actors.FindAsync(user.Id, cancellation))!;
    }
}
