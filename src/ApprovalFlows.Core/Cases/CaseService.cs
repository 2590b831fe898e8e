using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Cases;

/// <summary>Finds cases for those who may see them. A case that one may not see does not exist for one.</summary>
public sealed class CaseService(AppDbContext db, CurrentActor current)
{
    public IQueryable<Case> Visible() => Visible(current.Actor);

    public IQueryable<Case> Visible(Actor actor)
    {
        if (actor.IsIn(Roles.Auditor)) return db.Cases;
        var departments = actor.Posts.Select(held => held.Department).Distinct().ToList();
        var decides = actor.Holds(DecidingOffice.Department, DecidingOffice.Post);
        return db.Cases.Where(file =>
            file.ApplicantUserId == actor.UserId
            || (actor.WorkerId != null && file.WorkerId == actor.WorkerId)
            || (decides && file.AcceptedAt != null)
            || (actor.EnterpriseId != null && file.EnterpriseId == actor.EnterpriseId)
            || db.ReviewTasks.Any(task =>
                task.CaseId == file.Id && departments.Contains(task.DepartmentCode))
            || db.CaseCopies.Any(copy => copy.CaseId == file.Id && copy.ToId == actor.UserId)
            || db.CaseComments.Any(asked =>
                asked.CaseId == file.Id && departments.Contains(asked.ToDepartment!)));
    }

    public IQueryable<Case> Own() => db.Cases.Where(file =>
        file.ApplicantUserId == current.Actor.UserId
        || (current.Actor.EnterpriseId != null && file.EnterpriseId == current.Actor.EnterpriseId));

    /// <summary>The applicant's own case, tracked, with what its changes of state need.</summary>
    public async Task<Case> FindOwnAsync(string number, CancellationToken cancellation = default)
    {
        var file = await Visible()
            .WithClock()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation)
            ?? throw RuleViolation.NotFound("CaseUnknown", number);
        if (await IsApplicantAsync(file, cancellation)) return file;
        throw IsOwn(file)
            ? RuleViolation.Forbidden("ProceedingOfTheOffice", number)
            : RuleViolation.Forbidden("CaseOfAnotherApplicant");
    }

    /// <summary>Whether the reader is of the side that the case is about.</summary>
    public bool IsOwn(Case file) => file.ApplicantUserId == current.Actor.UserId
        || (current.Actor.EnterpriseId is { } mine && file.EnterpriseId == mine);

    /// <summary>What an office opened against a firm is not the firm's to withdraw or rewrite.</summary>
    public async Task<bool> IsApplicantAsync(Case file, CancellationToken cancellation = default) =>
        IsOwn(file) && (file.ApplicantUserId == current.Actor.UserId
            || !await db.Proceedings.AnyAsync(row => row.CaseId == file.Id, cancellation));

    /// <summary>Whether the reader belongs to one of the offices that deal with it.</summary>
    public bool Concerns(IEnumerable<string> offices) => offices.Any(current.Actor.BelongsTo);

    /// <summary>The case a running flow instance is about, tracked.</summary>
    public async Task<Case> OfInstanceAsync(
        string instanceId, CancellationToken cancellation = default) =>
        db.Cases.Local.FirstOrDefault(file => file.InstanceId == instanceId)
        ?? await db.Cases
            .WithClock()
            .SingleAsync(file => file.InstanceId == instanceId, cancellation);
}
