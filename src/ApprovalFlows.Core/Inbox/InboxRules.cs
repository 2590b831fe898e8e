using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// Leaves out of a query by posts what its person may not have: the rules of <see cref="Eligibility"/>
/// as the database can ask them. Adds nothing to the query of somebody whom none of them can touch.
/// </summary>
public static class InboxRules
{
    public static IQueryable<ReviewTask> MayBeTakenBy(
        this IQueryable<ReviewTask> tasks, Actor actor, AppDbContext db)
    {
        if (actor.EnterpriseId is not null || actor.IsIn(Roles.Applicant)) tasks = NotOwn(tasks, actor, db);
        if (actor.HasRecusals) tasks = NotRecused(tasks, actor.UserId, db);
        if (actor.Posts.Count > 1) tasks = NotOfOtherTiers(tasks, actor.UserId, db);
        foreach (var post in actor.Posts.Where(held => held.ForId is not null)
            .GroupBy(held => (held.Department, held.Post)))
        {
            if (!actor.OwnPosts.Any(held => (held.Department, held.Post) == post.Key))
                tasks = NotBarredForAll(tasks, post.Key, [.. post], db);
        }

        return tasks;
    }

    private static IQueryable<ReviewTask> NotOwn(IQueryable<ReviewTask> tasks, Actor actor, AppDbContext db) =>
        tasks.Where(task => !db.Cases.Any(file => file.Id == task.CaseId
            && (file.ApplicantUserId == actor.UserId
                || (actor.EnterpriseId != null && file.EnterpriseId == actor.EnterpriseId))));

    private static IQueryable<ReviewTask> NotRecused(IQueryable<ReviewTask> tasks, Guid person, AppDbContext db) =>
        tasks.Where(task => !db.Recusals.Any(row => row.PersonId == person && row.EndedAt == null
            && db.Cases.Any(file => file.Id == task.CaseId
                && (file.ApplicantUserId == row.ApplicantId
                    || (row.EnterpriseId != null && file.EnterpriseId == row.EnterpriseId)))));

    private static IQueryable<ReviewTask> NotOfOtherTiers(
        IQueryable<ReviewTask> tasks, Guid person, AppDbContext db) =>
        tasks.Where(task => !task.IsTier || !db.ReviewTasks.Any(other => other.CaseId == task.CaseId
            && other.IsTier && other.StepId != task.StepId && other.Status == ReviewTaskStatus.Decided
            && (other.DecidedById == person || other.DecidedForId == person)));

    // A post held through others only: one of those represented has to be free to decide in the case.
    private static IQueryable<ReviewTask> NotBarredForAll(
        IQueryable<ReviewTask> tasks, (string Department, string Post) post, List<PostReference> held, AppDbContext db)
    {
        var everywhere = held.Where(row => row.Flow is null).Select(row => row.ForId!.Value).ToList();
        var flows = held.Select(row => row.Flow).OfType<string>().Distinct().ToList();
        var absent = held.Select(row => row.ForId!.Value).Distinct().ToList();
        if (everywhere.Count == 0)
        {
            tasks = tasks.Where(task => task.DepartmentCode != post.Department || task.PostCode != post.Post
                || db.Cases.Any(file => file.Id == task.CaseId && flows.Contains(file.Flow)));
        }

        return tasks.Where(task => task.DepartmentCode != post.Department || task.PostCode != post.Post
            || db.Users.Any(user => absent.Contains(user.Id)
                && !db.Cases.Any(file => file.Id == task.CaseId
                    && (file.ApplicantUserId == user.Id
                        || (user.EnterpriseId != null && file.EnterpriseId == user.EnterpriseId)))
                && !db.Recusals.Any(row => row.PersonId == user.Id && row.EndedAt == null
                    && db.Cases.Any(file => file.Id == task.CaseId
                        && (file.ApplicantUserId == row.ApplicantId
                            || (row.EnterpriseId != null && file.EnterpriseId == row.EnterpriseId))))
                && (!task.IsTier || !db.ReviewTasks.Any(other => other.CaseId == task.CaseId
                    && other.IsTier && other.StepId != task.StepId && other.Status == ReviewTaskStatus.Decided
                    && (other.DecidedById == user.Id || other.DecidedForId == user.Id)))));
    }
}
