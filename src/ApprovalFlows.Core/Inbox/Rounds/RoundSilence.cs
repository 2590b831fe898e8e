using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Inbox.Rounds;

/// <summary>行政许可法 §32(4): the law decides for an office that lets the time pass, whoever it had still asked.</summary>
public sealed class RoundSilence(AppDbContext db, RoundService rounds, TimeProvider time)
{
    /// <summary>The unfinished tasks where the flow waits, those of detours too.</summary>
    public async Task<IReadOnlyList<ReviewTask>> WaitingAsync(
        string instanceId, string bookmarkId, CancellationToken cancellation = default) =>
        await db.ReviewTasks
            .Where(task => task.InstanceId == instanceId && task.BookmarkId == bookmarkId
                && (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting))
            .OrderBy(task => task.Id)
            .ToListAsync(cancellation);

    public async Task<ReviewTask> DeemAsync(
        string instanceId, string bookmarkId, string outcome, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var waiting = await WaitingAsync(instanceId, bookmarkId, cancellation);
        var round = await rounds.OfAsync(waiting[0], cancellation);
        if (round.DetourOf is not null)
        {
            await rounds.ComeBackAsync(round, cancellation);
            await rounds.CloseAsync(round, CloseReason.Silence, null, cancellation);
            round = (await db.ReviewRounds.FindAsync([round.DetourOf.Value], cancellation))!;
        }

        var tasks = await rounds.TasksAsync(round, cancellation);
        var deemed = tasks.Find(task => task.IsUnfinished && !task.IsAdvice)!;
        deemed.GoOn();
        deemed.Deem(outcome, now);
        foreach (var task in tasks) task.Close(now, CloseReason.Silence, null);
        round.Decide(outcome, now);
        return deemed;
    }
}
