using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>Counts the votes of rounds, and ends rounds with all their tasks.</summary>
public sealed class RoundService(AppDbContext db, IWorkflowStore store, RoundSeating seating, TimeProvider time)
{
    /// <summary>The round of a task; a task from before there were rounds becomes a round of one person.</summary>
    public async Task<ReviewRound> OfAsync(ReviewTask task, CancellationToken cancellation = default)
    {
        if (task.RoundId is { } id) return (await db.ReviewRounds.FindAsync([id], cancellation))!;
        var seat = Seat.Of(task.DepartmentCode, task.PostCode);
        var round = new ReviewRound
        {
            CaseId = task.CaseId,
            InstanceId = task.InstanceId,
            BookmarkId = task.BookmarkId,
            StepId = task.StepId,
            Mode = SigningMode.One,
            Ratio = 100,
            Seats = [seat],
            OpenedAt = task.CreatedAt,
        };
        db.ReviewRounds.Add(round);
        (task.RoundId, task.SeatId) = (round.Id, seat.Id);
        return round;
    }

    /// <summary>All tasks of the round, of earlier passes too, in the order they were opened.</summary>
    public async Task<List<ReviewTask>> TasksAsync(ReviewRound round, CancellationToken cancellation = default)
    {
        await db.ReviewTasks.Where(task => task.RoundId == round.Id).LoadAsync(cancellation);
        return [.. db.ReviewTasks.Local.Where(task => task.RoundId == round.Id).OrderBy(task => task.Id)];
    }

    /// <summary>Counts; ends the round when its result is certain, or lets the next in order sign.</summary>
    /// <returns>The task that gave the outcome its name, or null while others still have to sign.</returns>
    public async Task<ReviewTask?> SettleAsync(ReviewRound round, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var tasks = (await TasksAsync(round, cancellation)).FindAll(task => task.Pass == round.Pass);
        var signed = tasks.FindAll(task => !task.IsAdvice && task.Status == ReviewTaskStatus.Decided);
        var outcome = RoundVote.Decide(
            round.Mode,
            round.Ratio,
            tasks[0].Outcomes,
            [.. round.Seats.Select(seat =>
                new Vote(seat.Weight, signed.Find(task => task.SeatId == seat.Id)?.Outcome))]);
        round.Touch();
        if (outcome is null)
        {
            await InviteNextAsync(round, tasks, cancellation);
            return null;
        }

        var deciding = signed.FindAll(task => task.Outcome == outcome).MaxBy(task => task.FinishedAt)!;
        foreach (var task in tasks) task.Close(now, CloseReason.Decided, deciding.DecidedByName);
        round.Decide(outcome, now);
        return deciding;
    }

    /// <summary>The person who asked goes on once all opinions are there.</summary>
    public async Task AnswerAsync(ReviewRound round, ReviewTask answer, CancellationToken cancellation = default)
    {
        var tasks = await TasksAsync(round, cancellation);
        if (tasks.Exists(task => task.AskedById == answer.AskedById && task.IsUnfinished)) return;
        tasks.Find(task => task.Id == answer.AskedById)?.GoOn();
        round.Touch();
    }

    /// <summary>The detour is decided: the round that asked for it is open again.</summary>
    public async Task ComeBackAsync(ReviewRound detour, CancellationToken cancellation = default)
    {
        var round = (await db.ReviewRounds.FindAsync([detour.DetourOf!.Value], cancellation))!;
        var before = (await TasksAsync(round, cancellation))
            .FindAll(task => task.Pass == round.Pass && !task.IsAdvice);
        round.ComeBack();
        await seating.InviteAsync(round, before[^1], before, cancellation);
    }

    public async Task CloseAsync(
        ReviewRound round, string because, string? byName, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        foreach (var task in await TasksAsync(round, cancellation)) task.Close(now, because, byName);
        round.Close(now);
    }

    /// <summary>Ends what the flow no longer waits for: branches that ended with another one's decision.</summary>
    /// <returns>The rounds that ended.</returns>
    public async Task<IReadOnlyList<ReviewRound>> EndGoneAsync(
        string instanceId, string because, string? byName, CancellationToken cancellation = default)
    {
        var open = (await db.ReviewRounds
            .Where(round => round.InstanceId == instanceId
                && (round.Status == RoundStatus.Open || round.Status == RoundStatus.Away))
            .ToListAsync(cancellation)).FindAll(round => !round.IsOver);
        if (open.Count == 0) return [];
        var waiting = (await store.FindBookmarksAsync(
            new BookmarkFilter { InstanceId = instanceId }, cancellation)).Select(row => row.Id).ToHashSet();
        var gone = open.FindAll(round => !waiting.Contains(round.BookmarkId));
        foreach (var round in gone) await CloseAsync(round, because, byName, cancellation);
        return gone;
    }

    /// <summary>Ends everything that is open about a case.</summary>
    public async Task EndAllAsync(
        Guid caseId, string because, string? byName, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var rounds = await db.ReviewRounds
            .Where(round => round.CaseId == caseId
                && (round.Status == RoundStatus.Open || round.Status == RoundStatus.Away))
            .ToListAsync(cancellation);
        foreach (var round in rounds) round.Close(now);
        var tasks = await db.ReviewTasks
            .Where(task => task.CaseId == caseId
                && (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting))
            .ToListAsync(cancellation);
        foreach (var task in tasks) task.Close(now, because, byName);
    }

    private async Task InviteNextAsync(
        ReviewRound round, List<ReviewTask> tasks, CancellationToken cancellation)
    {
        var signing = tasks.FindAll(task => !task.IsAdvice && task.Status != ReviewTaskStatus.Closed);
        if (round.Mode != SigningMode.InOrder || signing.Exists(task => task.IsUnfinished)) return;
        var next = round.Seats.FirstOrDefault(seat => !signing.Exists(task => task.SeatId == seat.Id));
        if (next is not null)
            await seating.InviteAsync(round, next, tasks[0], cancellation: cancellation);
    }
}

/// <summary>Why a task ended without a decision that counts; each is the end of a key of the texts.</summary>
public static class CloseReason
{
    public const string Decided = "decided";
    public const string SentBack = "sentBack";
    public const string Recalled = "recalled";
    public const string Transferred = "transferred";
    public const string Removed = "removed";
    public const string Withdrawn = "withdrawn";
    public const string Silence = "silence";
    public const string BranchEnded = "branchEnded";
    public const string Repaired = "repaired";
}
