using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>
/// Whether a person may have a task, and in whose place. Asked at every claim, decision and transfer;
/// the inbox shows by the same rules.
/// </summary>
public sealed class Eligibility(AppDbContext db, Exclusions exclusions)
{
    /// <summary>
    /// The person as he acts on this task: deputyships for other flows put aside, and the represented
    /// holder named. Whoever has no part in the task comes back as he is; the task itself refuses him.
    /// </summary>
    /// <exception cref="RuleViolation">A rule keeps the person from the task.</exception>
    public async Task<Actor> ActAsync(ReviewTask task, Actor actor, CancellationToken cancellation = default)
    {
        var parties = await exclusions.PartiesAsync(task.CaseId, cancellation);
        if (Exclusions.OwnCase(parties, new Reviewer(actor.UserId, actor.EnterpriseId)) is { } own)
            throw own.Refusal;
        var here = actor.In(parties.Flow);
        var capacities = Capacities(here, task);
        if (capacities.Count == 0 || task.Status != ReviewTaskStatus.Open) return here;
        var against = await exclusions.FindAsync(
            parties, task.StepId, task.IsTier, await PeopleAsync(here, capacities, cancellation), cancellation);
        if (against.TryGetValue(actor.UserId, out var mine)) throw mine.Refusal;
        var free = capacities.Find(post => post.ForId is not { } absent || !against.ContainsKey(absent))
            ?? throw against[capacities[0].ForId!.Value].Refusal;
        return here with { Acting = free.ForId is null ? null : free };
    }

    // In one's own name where one can, but in the name of the absent for what was theirs.
    private static List<PostReference> Capacities(Actor actor, ReviewTask task) =>
    [
        // Whoever was asked in person answers in person, even from another post.
        .. task.IsPersonal && task.AssigneeId == actor.UserId
            ? [new PostReference(task.DepartmentCode, task.PostCode)]
            : Array.Empty<PostReference>(),
        .. actor.Posts
            .Where(held => held.Department == task.DepartmentCode && held.Post == task.PostCode)
            .OrderByDescending(held => task.AssigneeId is { } assignee && held.ForId == assignee)
            .ThenByDescending(held => held.ForId is null),
    ];

    private async Task<List<Reviewer>> PeopleAsync(
        Actor actor, List<PostReference> capacities, CancellationToken cancellation)
    {
        var people = new List<Reviewer> { new(actor.UserId, actor.EnterpriseId) };
        var absent = capacities.Select(post => post.ForId).OfType<Guid>().Distinct().ToList();
        if (absent.Count == 0) return people;
        people.AddRange(await db.Users
            .Where(user => absent.Contains(user.Id))
            .Select(user => new Reviewer(user.Id, user.EnterpriseId))
            .ToListAsync(cancellation));
        return people;
    }
}
