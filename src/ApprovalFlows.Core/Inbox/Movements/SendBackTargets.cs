using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox.Rounds;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Movements;

/// <summary>An earlier step that a task can be sent back to.</summary>
/// <param name="Round">Its latest decision.</param>
/// <param name="Task">A task of it.</param>
/// <param name="AgainRefusal">Why the flow itself cannot go back to it; null when it can.</param>
public sealed record SendBackTarget(ReviewRound Round, ReviewTask Task, Sentence? AgainRefusal)
{
    public LocalText Title => new(Task.TitleZh, Task.TitleVi, Task.TitleEn);
}

/// <summary>Finds the earlier steps that were decided in the case.</summary>
public sealed class SendBackTargets(AppDbContext db, WorkflowRuntime runtime)
{
    private const int MaxRounds = 500;
    private static readonly string[] Acts = ["accepted", "deemedAccepted", "approved"];

    public async Task<IReadOnlyList<SendBackTarget>> ListAsync(
        TaskOnDesk desk, CancellationToken cancellation = default)
    {
        var decided = await db.ReviewRounds
            .Where(round => round.InstanceId == desk.Round.InstanceId
                && round.Status == RoundStatus.Decided && round.DetourOf == null
                && round.StepId != desk.Round.StepId)
            .OrderByDescending(round => round.Id)
            .Take(MaxRounds)
            .ToListAsync(cancellation);
        var acts = await db.AuditEntries
            .Where(entry => entry.CaseId == desk.File.Id && Acts.Contains(entry.Action))
            .Select(entry => entry.At)
            .ToListAsync(cancellation);
        var targets = new List<SendBackTarget>();
        foreach (var round in decided.DistinctBy(round => round.StepId).OrderBy(round => round.Id))
        {
            var task = await db.ReviewTasks.Where(row => row.RoundId == round.Id)
                .OrderBy(row => row.Id).FirstAsync(cancellation);
            targets.Add(new SendBackTarget(round, task, task.IsDeemed
                ? new Sentence("Move.ActStands")
                : await RefusalAsync(desk, round, acts, cancellation)));
        }

        return targets;
    }

    private async Task<Sentence?> RefusalAsync(
        TaskOnDesk desk, ReviewRound target, List<DateTimeOffset> acts, CancellationToken cancellation)
    {
        if (desk.File.Status is not (CaseStatus.Submitted or CaseStatus.InReview))
            return new Sentence("Move.NotNow");
        // What the case has become towards the applicant stands: acceptance starts a clock of the law.
        if (target.HadEffect || acts.Exists(at => at > Instant.Of(target.FinishedAt!.Value)))
            return new Sentence("Move.ActStands");
        var followers = await runtime.ListFollowersAsync(target.InstanceId, target.StepId, cancellation);
        return followers.Contains(desk.Round.StepId) ? null : new Sentence("Move.NotBefore");
    }
}
