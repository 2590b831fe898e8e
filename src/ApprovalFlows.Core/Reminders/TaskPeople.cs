using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Reminders;

/// <summary>Whom a step concerns today. Asks once per post in a unit of work.</summary>
public sealed class TaskPeople(AppDbContext db, Superiors superiors, TimeProvider time)
{
    private readonly Dictionary<(string Department, string Post), IReadOnlyList<Guid>> holders = [];
    private readonly Dictionary<(string Department, RungRecipient Who), IReadOnlyList<Guid>> above = [];

    private DateOnly Today => ChinaTime.DateOf(time.GetUtcNow());

    /// <summary>
    /// Who has the task; while nobody has, those who may take it; without any, who answers for the office.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> HoldersAsync(ReviewTask task, CancellationToken cancellation = default)
    {
        if (task.AssigneeId is { } assignee) return [assignee];
        var key = (task.DepartmentCode, task.PostCode);
        if (!holders.TryGetValue(key, out var found))
        {
            var today = Today;
            found = await db.PostHoldings
                .Where(held => held.DepartmentCode == task.DepartmentCode && held.PostCode == task.PostCode
                    && held.From <= today && (held.To == null || held.To >= today))
                .Select(held => held.UserId)
                .Distinct()
                .ToListAsync(cancellation);
            holders[key] = found;
        }

        return found.Count > 0 ? found : await AboveAsync(task.DepartmentCode, RungRecipient.Supervisor);
    }

    /// <summary>An office without a supervisor is answered for by its leader.</summary>
    public async Task<IReadOnlyList<Guid>> AboveAsync(string department, RungRecipient who)
    {
        if (above.TryGetValue((department, who), out var known)) return known;
        var found = who == RungRecipient.Supervisor
            ? await superiors.SupervisorsAsync(department, Today)
            : await superiors.LeadersAsync(department, Today);
        if (found.Count == 0 && who == RungRecipient.Supervisor)
            found = await superiors.LeadersAsync(department, Today);
        return above[(department, who)] = found;
    }
}
