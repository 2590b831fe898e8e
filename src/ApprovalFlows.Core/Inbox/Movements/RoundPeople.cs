using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <summary>The people that a task may be handed to, or who may be asked beside its owner.</summary>
public sealed class RoundPeople(AppDbContext db, PostHolders holders, RoundService rounds, CurrentActor current)
{
    /// <summary>Colleagues of the same department.</summary>
    public async Task<IReadOnlyList<PostHolder>> ColleaguesAsync(
        TaskOnDesk desk, CancellationToken cancellation = default) =>
        WithoutMe(await holders.OfDepartmentsAsync(desk.File, desk.Task, [desk.Task.DepartmentCode], cancellation));

    /// <summary>People of the departments that have taken part in the case.</summary>
    public async Task<IReadOnlyList<PostHolder>> InvolvedAsync(
        TaskOnDesk desk, CancellationToken cancellation = default)
    {
        var departments = await db.ReviewTasks.Where(task => task.CaseId == desk.File.Id)
            .Select(task => task.DepartmentCode).Distinct().ToListAsync(cancellation);
        return WithoutMe(await holders.OfDepartmentsAsync(desk.File, desk.Task, departments, cancellation));
    }

    public async Task<PostHolder?> FindAsync(
        TaskOnDesk desk, string to, CancellationToken cancellation = default) =>
        Find(await ColleaguesAsync(desk, cancellation), to);

    public static PostHolder? Find(IEnumerable<PostHolder> people, string to) => people.FirstOrDefault(person =>
        person.UserName == to || (Guid.TryParse(to, out var id) && person.UserId == id));

    /// <summary>Nobody signs twice in one round.</summary>
    public async Task MustBeNewAsync(
        TaskOnDesk desk, PostHolder person, string field, CancellationToken cancellation = default)
    {
        var tasks = await rounds.TasksAsync(desk.Round, cancellation);
        if (desk.Round.Seats.Any(seat => seat.UserId == person.UserId)
            || tasks.Exists(task => task != desk.Task && task.Pass == desk.Round.Pass && !task.IsAdvice
                && task.Status != ReviewTaskStatus.Closed
                && (task.AssigneeId == person.UserId || task.DecidedById == person.UserId)))
            throw RuleViolation.Invalid(field, "Move.SignsAlready", person.DisplayName);
    }

    private List<PostHolder> WithoutMe(IReadOnlyList<PostHolder> people) =>
        [.. people.Where(person => person.UserId != current.Actor.UserId)];
}
