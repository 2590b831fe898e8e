using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <summary>One movement, and why it is not possible now if it is not.</summary>
public sealed record MovementOffer(Movement Movement, Sentence? Refusal)
{
    public bool IsAllowed => Refusal is null;
}

/// <summary>What a person may do with a task beside deciding it.</summary>
public sealed record MovementOffers(
    IReadOnlyList<MovementOffer> Offers,
    bool MayReturn,
    IReadOnlyList<SendBackTarget> Targets,
    IReadOnlyList<PostHolder> Colleagues,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<PostHolder> Involved,
    IReadOnlyList<Seat> Removable,
    IReadOnlyList<ReviewTask> RemovableTasks,
    int Revision)
{
    public bool Allows(Movement movement) =>
        Offers.Any(offer => offer.Movement == movement && offer.IsAllowed);
}

/// <summary>Lists the movements that a person may make with a task now, and why not the others.</summary>
public sealed class MovementService(
    AppDbContext db,
    MovementDesk desks,
    SendBackTargets targets,
    RoundPeople people,
    RoundService rounds,
    RecallService recalls,
    CurrentActor current)
{
    public async Task<MovementOffers> ListAsync(Guid taskId, CancellationToken cancellation = default)
    {
        try
        {
            return await OffersAsync(await desks.FindAsync(taskId, cancellation), cancellation);
        }
        catch (RuleViolation refusal) when (refusal.Kind != RuleKind.NotFound)
        {
            return Nothing(refusal.Sentence);
        }
    }

    private async Task<MovementOffers> OffersAsync(TaskOnDesk desk, CancellationToken cancellation)
    {
        var (task, round, _) = desk;
        var notReady = NotReady(task);
        var offers = Enum.GetValues<Movement>().Where(movement => movement != Movement.Recall)
            .Select(movement => new MovementOffer(
                movement, notReady ?? MovementRules.Refusal(movement, task, round)))
            .Append(new MovementOffer(Movement.Recall, await recalls.RefusalAsync(desk, cancellation)))
            .ToList();
        var isReady = notReady is null;
        var (seats, tasks) = await RemovableAsync(desk, cancellation);
        return new MovementOffers(
            offers,
            isReady && task.Outcomes.Contains(RoundVote.Return),
            isReady ? await targets.ListAsync(desk, cancellation) : [],
            isReady ? await people.ColleaguesAsync(desk, cancellation) : [],
            isReady ? await PostsAsync(task, cancellation) : [],
            isReady ? await people.InvolvedAsync(desk, cancellation) : [],
            seats,
            tasks,
            task.Revision);
    }

    private Sentence? NotReady(ReviewTask task)
    {
        try
        {
            task.MustBeReadyFor(current.Actor, task.Revision);
            return null;
        }
        catch (RuleViolation refusal)
        {
            return refusal.Sentence;
        }
    }

    private Task<List<Post>> PostsAsync(ReviewTask task, CancellationToken cancellation) =>
        db.Set<Post>().AsNoTracking()
            .Where(post => post.DepartmentCode == task.DepartmentCode && post.Code != task.PostCode)
            .OrderBy(post => post.Code)
            .ToListAsync(cancellation);

    private async Task<(List<Seat> Seats, List<ReviewTask> Tasks)> RemovableAsync(
        TaskOnDesk desk, CancellationToken cancellation)
    {
        var (task, round, _) = desk;
        if (round.Status != RoundStatus.Open
            || (task.AssigneeId != current.Actor.UserId && task.DecidedById != current.Actor.UserId))
            return ([], []);
        var tasks = (await rounds.TasksAsync(round, cancellation)).FindAll(other => other.Pass == round.Pass);
        return (
            [.. round.Seats.Where(seat => seat.AddedBy == task.Id
                && !tasks.Exists(other => other.SeatId == seat.Id && other.Status == ReviewTaskStatus.Decided))],
            tasks.FindAll(other => other.AskedById == task.Id && other.IsUnfinished));
    }

    private static MovementOffers Nothing(Sentence why) => new(
        [.. Enum.GetValues<Movement>().Select(movement => new MovementOffer(movement, why))],
        false, [], [], [], [], [], [], 0);
}
