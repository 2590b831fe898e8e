using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Movements;

public enum ExtraPosition
{
    /// <summary>前加签: gives an opinion before the owner of the task decides.</summary>
    Before,

    /// <summary>后加签: signs after the owner of the task has agreed.</summary>
    After,

    /// <summary>并加签: signs at the same time.</summary>
    Beside,
}

public sealed record ExtraSignerRequest(
    ExtraPosition Position, IReadOnlyList<string> People, string? Reason, int Revision);

/// <summary>加签、减签: adds signers to a round, and takes those that one added out again.</summary>
public sealed class ExtraSignerService(
    AppDbContext db,
    MovementDesk desks,
    RoundPeople people,
    RoundService rounds,
    RoundSeating seating,
    RoundConclusion conclusion,
    CurrentActor current,
    TimeProvider time)
{
    public const int MaxPeople = 10;

    public async Task<Case> AddAsync(
        Guid taskId, ExtraSignerRequest request, CancellationToken cancellation = default)
    {
        var desk = await desks.TakeAsync(taskId, request.Reason, request.Revision, cancellation);
        MovementRules.MustAllow(Of(request.Position), desk);
        var asked = await FindAsync(desk, request, cancellation);
        if (request.Position == ExtraPosition.Before) Ask(desk, asked);
        else await SeatAsync(desk, asked, request.Position == ExtraPosition.After, cancellation);
        desk.Round.Touch();
        desk.File.Record(
            current.Actor,
            "signersAdded" + request.Position,
            $"{string.Join("、", asked.Select(person => person.DisplayName))} · {request.Reason!.Trim()}",
            null,
            time.GetUtcNow());
        return desk.File;
    }

    /// <param name="taskId">The task from which the signer was added.</param>
    /// <param name="extraId">The signer's task, or the seat while the signer's turn has not come.</param>
    /// <param name="reason">Why; may be left out.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Case> RemoveAsync(
        Guid taskId, Guid extraId, string? reason, CancellationToken cancellation = default)
    {
        var desk = await desks.FindAsync(taskId, cancellation);
        var tasks = await rounds.TasksAsync(desk.Round, cancellation);
        var extra = tasks.Find(task => (task.Id == extraId || task.SeatId == extraId)
            && task.Status != ReviewTaskStatus.Closed);
        var seat = desk.Round.Seats.FirstOrDefault(place => place.Id == (extra?.SeatId ?? extraId));
        if (extra?.AskedById != taskId && seat?.AddedBy != taskId)
            throw RuleViolation.NotFound("Move.ExtraUnknown");
        if (desk.Task.AssigneeId != current.Actor.UserId && desk.Task.DecidedById != current.Actor.UserId)
            throw RuleViolation.Forbidden("Move.ExtraOfAnother");
        if (desk.Round.Status != RoundStatus.Open || extra is { IsUnfinished: false })
            throw new RuleViolation("Move.ExtraHasSigned");

        extra?.Close(time.GetUtcNow(), CloseReason.Removed, current.Actor.DisplayName);
        desk.File.Record(
            current.Actor,
            "signerRemoved",
            Written(extra?.AssigneeName ?? seat?.UserName, reason),
            null,
            time.GetUtcNow());
        if (seat is null) await rounds.AnswerAsync(desk.Round, extra!, cancellation);
        else await UnseatAsync(desk, seat, cancellation);
        return desk.File;
    }

    // With one signer less the result may be certain.
    private async Task UnseatAsync(TaskOnDesk desk, Seat seat, CancellationToken cancellation)
    {
        desk.Round.Seats = [.. desk.Round.Seats.Where(place => place.Id != seat.Id)];
        if (await rounds.SettleAsync(desk.Round, cancellation) is { } deciding)
            await conclusion.ConcludeAsync(desk.File, desk.Round, deciding, deciding.Opinion, cancellation);
    }

    private void Ask(TaskOnDesk desk, List<PostHolder> asked)
    {
        desk.Task.WaitFor(current.Actor);
        foreach (var person in asked)
            db.ReviewTasks.Add(desk.Task.AskFor(TaskPart.Before, person, desk.Round));
    }

    private async Task SeatAsync(
        TaskOnDesk desk, List<PostHolder> asked, bool after, CancellationToken cancellation)
    {
        var (task, round, _) = desk;
        // Whoever added a signer can take the signer out again: the task has to be somebody's.
        if (task.AssigneeId is null) task.Claim(current.Actor);
        var added = asked.ConvertAll(person => Rounds.Seat.Of(person.Department, person.Post) with
        {
            UserId = person.UserId,
            UserName = person.DisplayName,
            AddedBy = task.Id,
        });
        var seats = round.Seats.ToList();
        if (seats.Count + added.Count > SigningModes.MaxSigners)
            throw RuleViolation.Invalid("people", "Move.TooManySigners", SigningModes.MaxSigners);
        seats.InsertRange(after ? seats.FindIndex(place => place.Id == task.SeatId) + 1 : seats.Count, added);
        round.Seats = seats;
        if (round.Mode == SigningMode.One) round.Mode = after ? SigningMode.InOrder : SigningMode.All;
        if (after) return;
        foreach (var seat in added) await seating.InviteAsync(round, seat, task, cancellation: cancellation);
    }

    private async Task<List<PostHolder>> FindAsync(
        TaskOnDesk desk, ExtraSignerRequest request, CancellationToken cancellation)
    {
        var names = request.People.Distinct().ToList();
        if (names.Count is 0 or > MaxPeople)
            throw RuleViolation.Invalid("people", "Move.HowManyPeople", MaxPeople);
        var involved = await people.InvolvedAsync(desk, cancellation);
        var asked = names.ConvertAll(name => RoundPeople.Find(involved, name)
            ?? throw RuleViolation.Invalid("people", "Move.NobodyThere", name))
            .DistinctBy(person => person.UserId).ToList();
        if (request.Position == ExtraPosition.Before) return asked;
        foreach (var person in asked) await people.MustBeNewAsync(desk, person, "people", cancellation);
        return asked;
    }

    private static string Written(string? name, string? reason) =>
        string.Join(" · ", new[] { name, reason?.Trim() }.Where(part => !string.IsNullOrEmpty(part)));

    private static Movement Of(ExtraPosition position) => position switch
    {
        ExtraPosition.Before => Movement.SignersBefore,
        ExtraPosition.After => Movement.SignersAfter,
        _ => Movement.SignersBeside,
    };
}
