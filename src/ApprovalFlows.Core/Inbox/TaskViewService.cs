using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox;

/// <summary>A task together with its case, as the reviewer sees them.</summary>
public sealed record TaskView(ReviewTask Task, CaseView Case, bool MayDecide)
{
    /// <summary>What keeps a person of the office from the task.</summary>
    public Sentence? Refusal { get; init; }

    /// <summary>The holder in whose place the person would decide.</summary>
    public string? ActingFor { get; init; }
}

public sealed class TaskViewService(
    AppDbContext db, CaseViewService cases, CurrentActor current, Eligibility eligibility)
{
    public async Task<TaskView> ShowAsync(Guid taskId, CancellationToken cancellation = default)
    {
        var found = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.Id == taskId)
            .Join(db.Cases, task => task.CaseId, file => file.Id, (task, file) => new { task, file.Number, file.Flow })
            .FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        var task = found.task;
        var actor = current.Actor.In(found.Flow);
        var mayDecide = task.MayBeDecidedBy(actor);
        var view = await cases.ShowAsync(found.Number, cancellation);
        if (!mayDecide) return new TaskView(task, view, MayDecide: false);
        try
        {
            var acting = await eligibility.ActAsync(task, current.Actor, cancellation);
            return new TaskView(task, view, MayDecide: true) { ActingFor = acting.Acting?.ForName };
        }
        catch (RuleViolation refused)
        {
            return new TaskView(task, view, MayDecide: false) { Refusal = refused.Sentence };
        }
    }
}
