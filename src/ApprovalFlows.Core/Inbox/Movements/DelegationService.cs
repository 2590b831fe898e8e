using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <param name="To">A person of the department: id or user name.</param>
/// <param name="Reason">What is to be looked at.</param>
/// <param name="Revision">The task as the person saw it.</param>
public sealed record DelegationRequest(string To, string? Reason, int Revision);

/// <summary>委派: a colleague works on the task; the opinion comes back to the delegator, who decides.</summary>
public sealed class DelegationService(
    AppDbContext db,
    MovementDesk desks,
    RoundPeople people,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<ReviewTask> DelegateAsync(
        Guid taskId, DelegationRequest request, CancellationToken cancellation = default)
    {
        var desk = await desks.TakeAsync(taskId, request.Reason, request.Revision, cancellation);
        MovementRules.MustAllow(Movement.Delegation, desk);
        var person = await people.FindAsync(desk, request.To, cancellation)
            ?? throw RuleViolation.Invalid("to", "Move.NobodyThere", request.To);
        desk.Task.WaitFor(current.Actor);
        desk.Round.Touch();
        var asked = desk.Task.AskFor(TaskPart.Delegate, person, desk.Round);
        db.ReviewTasks.Add(asked);
        desk.File.Record(
            current.Actor,
            "delegated",
            $"{person.DisplayName} · {request.Reason!.Trim()}",
            null,
            time.GetUtcNow());
        return asked;
    }
}
