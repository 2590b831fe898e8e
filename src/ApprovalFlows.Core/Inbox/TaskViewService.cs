using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox;

/// <summary>A task together with its case, as the reviewer sees them.</summary>
public sealed record TaskView(ReviewTask Task, CaseView Case, bool MayDecide);

public sealed class TaskViewService(AppDbContext db, CaseViewService cases, CurrentActor current)
{
    public async Task<TaskView> ShowAsync(Guid taskId, CancellationToken cancellation = default)
    {
        var found = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.Id == taskId)
            .Join(db.Cases, task => task.CaseId, file => file.Id, (task, file) => new { task, file.Number })
            .FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        var task = found.task;
        var mayDecide = task.MayBeDecidedBy(current.Actor);
        return new TaskView(task, await cases.ShowAsync(found.Number, cancellation), mayDecide);
    }
}
