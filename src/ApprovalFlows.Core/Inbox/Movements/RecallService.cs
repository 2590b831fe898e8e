using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <summary>撤回: takes back one's own decision while nobody has acted on it.</summary>
public sealed class RecallService(
    AppDbContext db,
    MovementDesk desks,
    RoundService rounds,
    RoundSeating seating,
    WorkflowRuntime runtime,
    FlowRewinding flow,
    CurrentActor current,
    TimeProvider time)
{
    public async Task<Case> RecallAsync(Guid taskId, string? reason, CancellationToken cancellation = default)
    {
        var desk = await desks.FindAsync(taskId, cancellation);
        if (await RefusalAsync(desk, cancellation) is { } refusal)
            throw new RuleViolation(RuleKind.Conflict, refusal);
        MovementDesk.MustBeReason(reason);
        desk.File.Record(current.Actor, "recalled", reason!.Trim(), null, time.GetUtcNow());
        if (desk.Task.IsAdvice) await TakeAdviceBackAsync(desk, cancellation);
        else if (desk.Round.Status == RoundStatus.Open) await TakeVoteBackAsync(desk, cancellation);
        else await TakeDecisionBackAsync(desk, reason.Trim(), cancellation);
        return desk.File;
    }

    /// <returns>Why it can not be recalled, or null.</returns>
    public async Task<Sentence?> RefusalAsync(TaskOnDesk desk, CancellationToken cancellation = default)
    {
        var (task, round, file) = desk;
        if (task.Status != ReviewTaskStatus.Decided || task.DecidedById != current.Actor.UserId)
            return new Sentence("Recall.OnlyOwn");
        if (file.Status is not (CaseStatus.Submitted or CaseStatus.InReview)) return new Sentence("Move.NotNow");
        if (round.Status == RoundStatus.Decided && round.HadEffect) return new Sentence("Recall.HadEffect");
        if (round.Status == RoundStatus.Decided && round.DetourOf is not null)
            return new Sentence("Recall.AnswerIsThere");
        if (task.Pass != round.Pass || round.Status is RoundStatus.Away or RoundStatus.Closed)
            return new Sentence("Recall.TooLate");
        var tasks = await rounds.TasksAsync(round, cancellation);
        if (task.IsAdvice)
            return tasks.Find(asker => asker.Id == task.AskedById)?.IsUnfinished == true
                ? null
                : new Sentence("Recall.TooLate");
        return round.Status == RoundStatus.Open
            ? Touched(LaterSigners(desk, tasks))
            : Touched(await FollowingAsync(round, cancellation));
    }

    private async Task TakeAdviceBackAsync(TaskOnDesk desk, CancellationToken cancellation)
    {
        var asker = (await rounds.TasksAsync(desk.Round, cancellation)).Find(task => task.Id == desk.Task.AskedById)!;
        if (asker.Status == ReviewTaskStatus.Open) asker.WaitAgain();
        desk.Task.Void(time.GetUtcNow(), CloseReason.Recalled, current.Actor.DisplayName);
        db.ReviewTasks.Add(desk.Task.AskAgain(desk.Round));
        desk.Round.Touch();
    }

    private async Task TakeVoteBackAsync(TaskOnDesk desk, CancellationToken cancellation)
    {
        var tasks = await rounds.TasksAsync(desk.Round, cancellation);
        foreach (var later in LaterSigners(desk, tasks))
            later.Close(time.GetUtcNow(), CloseReason.Recalled, current.Actor.DisplayName);
        desk.Task.Void(time.GetUtcNow(), CloseReason.Recalled, current.Actor.DisplayName);
        var seat = desk.Round.Seats.First(place => place.Id == desk.Task.SeatId);
        await seating.InviteAsync(desk.Round, seat, desk.Task, desk.Task, cancellation);
        desk.Round.Touch();
    }

    // The step begins anew, and so does the count: what others signed, they signed for a decision that is gone.
    private async Task TakeDecisionBackAsync(TaskOnDesk desk, string reason, CancellationToken cancellation)
    {
        var (_, round, _) = desk;
        await flow.GoBackAsync(desk, round.StepId, reason, CloseReason.Recalled, cancellation);
        round.TakeBack();
        foreach (var task in await rounds.TasksAsync(round, cancellation))
            if (task.Status == ReviewTaskStatus.Decided)
                task.Void(time.GetUtcNow(), CloseReason.Recalled, current.Actor.DisplayName);
        var mine = db.ReviewTasks.Local.Where(task => task.InstanceId == round.InstanceId
            && task.StepId == round.StepId && task.RoundId != round.Id
            && task.MayBeDecidedBy(current.Actor) && task.AssigneeId is null).MinBy(task => task.Id);
        mine?.Claim(current.Actor);
    }

    private static List<ReviewTask> LaterSigners(TaskOnDesk desk, List<ReviewTask> tasks)
    {
        if (desk.Round.Mode != SigningMode.InOrder) return [];
        var later = desk.Round.Seats.SkipWhile(seat => seat.Id != desk.Task.SeatId).Skip(1)
            .Select(seat => (Guid?)seat.Id).ToHashSet();
        return tasks.FindAll(task => task.Pass == desk.Round.Pass && later.Contains(task.SeatId)
            && task.Status != ReviewTaskStatus.Closed);
    }

    // Whatever was opened after the decision, in what comes after the step and in the step itself.
    private async Task<List<ReviewTask>> FollowingAsync(ReviewRound round, CancellationToken cancellation)
    {
        var after = (await runtime.ListFollowersAsync(round.InstanceId, round.StepId, cancellation))
            .Append(round.StepId).ToList();
        var since = round.FinishedAt!.Value;
        return await db.ReviewTasks
            .Where(task => task.InstanceId == round.InstanceId && task.RoundId != round.Id
                && after.Contains(task.StepId)
                && db.ReviewRounds.Any(other => other.Id == task.RoundId && other.OpenedAt >= since))
            .ToListAsync(cancellation);
    }

    private static Sentence? Touched(List<ReviewTask> tasks) =>
        tasks.Find(task => task.Status != ReviewTaskStatus.Open || (task.AssigneeId is not null && !task.IsPersonal))
            is { } touched
            ? (touched.DecidedByName ?? touched.AssigneeName) is { } name
                ? new Sentence("Recall.TakenUp", name)
                : new Sentence("Recall.TooLate")
            : null;
}
