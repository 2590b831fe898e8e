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
    /// Who has the task, or may take it while nobody has, and who stands in for them today; without any of
    /// these, who answers for the office.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> HoldersAsync(ReviewTask task, CancellationToken cancellation = default)
    {
        var found = task.AssigneeId is { } assignee ? [assignee] : await AtPostAsync(task, cancellation);
        return found.Count > 0
            ? [.. found.Union(await DeputiesAsync(task, found, cancellation))]
            : await AboveAsync(task.DepartmentCode, RungRecipient.Supervisor);
    }

    private async Task<IReadOnlyList<Guid>> AtPostAsync(ReviewTask task, CancellationToken cancellation)
    {
        var key = (task.DepartmentCode, task.PostCode);
        if (holders.TryGetValue(key, out var known)) return known;
        var today = Today;
        return holders[key] = await db.PostHoldings
            .Where(held => held.DepartmentCode == task.DepartmentCode && held.PostCode == task.PostCode
                && held.From <= today && (held.To == null || held.To >= today))
            .Select(held => held.UserId)
            .Distinct()
            .ToListAsync(cancellation);
    }

    private Task<List<Guid>> DeputiesAsync(
        ReviewTask task, IReadOnlyList<Guid> absent, CancellationToken cancellation)
    {
        var today = Today;
        return db.Deputyships
            .Where(row => absent.Contains(row.HolderId) && row.From <= today && row.To >= today
                && (row.DepartmentCode == null || row.DepartmentCode == task.DepartmentCode)
                && (row.PostCode == null || row.PostCode == task.PostCode)
                && (row.Flow == null || row.Flow == task.Flow))
            .Select(row => row.DeputyId)
            .Distinct()
            .ToListAsync(cancellation);
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
