using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <param name="To">A person of the department (id or user name), or the code of another post of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Revision">The task as the person saw it.</param>
public sealed record TransferRequest(string To, string? Reason, int Revision);

/// <summary>转办: hands a task to another person or post of the same department for good.</summary>
public sealed class TransferService(
    AppDbContext db,
    MovementDesk desks,
    RoundPeople people,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<ReviewTask> TransferAsync(
        Guid taskId, TransferRequest request, CancellationToken cancellation = default)
    {
        var desk = await desks.TakeAsync(taskId, request.Reason, request.Revision, cancellation);
        MovementRules.MustAllow(Movement.Transfer, desk);
        var (task, round, file) = desk;
        var seat = round.Seats.First(place => place.Id == task.SeatId);
        var (moved, name) = await people.FindAsync(desk, request.To, cancellation) is { } person
            ? (await ToAsync(desk, seat, person, cancellation), person.DisplayName)
            : await ToAsync(desk, seat, request.To, cancellation);

        var now = time.GetUtcNow();
        var next = task.For(moved, round);
        round.Seats = [.. round.Seats.Select(place => place.Id == seat.Id ? moved
            : place.AddedBy == task.Id ? place with { AddedBy = next.Id } : place)];
        round.Touch();
        task.Close(now, CloseReason.Transferred, current.Actor.DisplayName);
        db.ReviewTasks.Add(next);
        file.Record(current.Actor, "transferred", $"{name} · {request.Reason!.Trim()}", null, now);
        return next;
    }

    private async Task<Seat> ToAsync(
        TaskOnDesk desk, Seat seat, PostHolder person, CancellationToken cancellation)
    {
        await people.MustBeNewAsync(desk, person, "to", cancellation);
        return seat with
        {
            Department = person.Department,
            Post = person.Post,
            UserId = person.UserId,
            UserName = person.DisplayName,
        };
    }

    private async Task<(Seat Seat, string Name)> ToAsync(
        TaskOnDesk desk, Seat seat, string code, CancellationToken cancellation)
    {
        var post = await db.Set<Post>().FindAsync([desk.Task.DepartmentCode, code], cancellation)
            ?? throw RuleViolation.Invalid("to", "Move.NobodyThere", code);
        if (code == desk.Task.PostCode && !desk.Task.IsPersonal)
            throw RuleViolation.Invalid("to", "Move.SamePost");
        return (seat with { Post = code, UserId = null, UserName = null }, post.NameZh);
    }
}
