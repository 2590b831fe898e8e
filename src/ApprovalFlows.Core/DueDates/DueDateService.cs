using System.Globalization;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.DueDates;

/// <summary>What moved the dates, in whose hand, and which document or reason says so.</summary>
public sealed record DateChange(DateCause Cause, string? Source, string? Rule, Actor By);

/// <summary>
/// Works the dates of open tasks out again when a fact has changed. What moved is recorded in the
/// history of the case and told to those concerned; what did not move stays untouched.
/// </summary>
public sealed class DueDateService(
    AppDbContext db, CaseClock clock, DateNoticeService notices, TimeProvider time)
{
    private const string DelayName = "Elsa.Delay";

    /// <summary>Moves the open tasks of a case that is loaded with its clock.</summary>
    public async Task<int> MoveAsync(
        Case file, DateChange change, CancellationToken cancellation = default)
    {
        var tasks = await db.ReviewTasks
            .Where(task => task.CaseId == file.Id
                && (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting))
            .ToListAsync(cancellation);
        return await MoveAsync(file, tasks, change, cancellation);
    }

    public async Task<int> MoveAsync(
        Case file,
        IReadOnlyCollection<ReviewTask> tasks,
        DateChange change,
        CancellationToken cancellation = default)
    {
        var moved = 0;
        foreach (var task in tasks.Where(task => task.IsUnfinished))
        {
            var due = clock.DueAt(file, task);
            if (due?.UtcTicks == task.DueAt?.UtcTicks) continue;
            await MoveAsync(file, task, due, change, cancellation);
            moved++;
        }

        return moved;
    }

    private async Task MoveAsync(
        Case file, ReviewTask task, DateTimeOffset? due, DateChange change, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var earlier = await db.DateMoves.CountAsync(move => move.TaskId == task.Id, cancellation)
            + db.DateMoves.Local.Count(move => move.TaskId == task.Id && db.Entry(move).State == EntityState.Added);
        var move = new DateMove
        {
            CaseId = file.Id,
            TaskId = task.Id,
            Version = earlier + 1,
            Before = task.DueAt,
            After = due?.ToUniversalTime(),
            At = now,
            Cause = change.Cause,
            Source = change.Source,
        };
        db.DateMoves.Add(move);
        task.DueAt = due;
        if (due is { } end) await MoveTimerAsync(task, end, cancellation);
        // The record counts the case's revision up, so whoever decides at this moment meets the new date.
        file.Record(change.By, "deadlineMoved", Written(move), change.Rule, now);
        await notices.TellAsync(file, task, move, change.By, cancellation);
    }

    // 行政许可法 §32(4): silence is consent only at the end of the limit, wherever that lies now.
    private async Task MoveTimerAsync(ReviewTask task, DateTimeOffset due, CancellationToken cancellation)
    {
        var timers = await db.WorkflowBookmarks
            .Where(bookmark => bookmark.InstanceId == task.InstanceId
                && bookmark.ActivityId == task.StepId
                && bookmark.Name == DelayName)
            .ToListAsync(cancellation);
        foreach (var timer in timers) timer.DueAt = due.AddSeconds(1).ToUniversalTime();
    }

    // Dates in figures and the number of a document: the same in every language.
    private static string Written(DateMove move)
    {
        var dates = $"{Written(move.Before)} → {Written(move.After)}";
        return string.IsNullOrWhiteSpace(move.Source) ? dates : $"{dates} · {move.Source}";
    }

    private static string Written(DateTimeOffset? due) => due is { } end
        ? ChinaTime.DateOf(end).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "—";
}
