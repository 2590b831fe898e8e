using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.DueDates;

/// <summary>What one batch did; <see cref="HasMore"/> is false when there is nothing to do just now.</summary>
public sealed record RecalculatedBatch(int Looked, int Moved, bool HasMore);

public static class RecalculationLimits
{
    public const int BatchSize = 50;
    public const int MaxBatchesPerRun = 2000;
    public const int MaxShown = 5;

    /// <summary>
    /// How long after its order a recalculation stays open: a node that has not read the notice yet
    /// may still open a task by the old calendar.
    /// </summary>
    public static readonly TimeSpan Grace = CalendarRefresh.Interval * 5;
}

/// <summary>Orders and performs recalculations, batch by batch.</summary>
public sealed class RecalculationService(AppDbContext db, DueDateService dates, TimeProvider time)
{
    public async Task OrderAsync(CalendarNotice notice, CancellationToken cancellation = default) =>
        db.Recalculations.Add(new Recalculation
        {
            Region = notice.Region,
            Year = notice.Year,
            NoticeVersion = notice.Version,
            Source = notice.Source,
            StartedAt = time.GetUtcNow(),
            Total = await OpenTasks(notice.Region).CountAsync(cancellation),
        });

    public async Task<Guid?> NextAsync(CancellationToken cancellation = default) =>
        await db.Recalculations
            .Where(run => run.FinishedAt == null)
            .OrderBy(run => run.Id)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<Recalculation>> ListAsync(CancellationToken cancellation = default) =>
        await db.Recalculations.AsNoTracking()
            .OrderByDescending(run => run.Id)
            .Take(RecalculationLimits.MaxShown)
            .ToListAsync(cancellation);

    public async Task<RecalculatedBatch> RunBatchAsync(
        Guid id, int size, CancellationToken cancellation = default)
    {
        var run = await db.Recalculations.SingleAsync(row => row.Id == id, cancellation);
        if (run.FinishedAt is not null) return new RecalculatedBatch(0, 0, HasMore: true);
        var reached = run.Reached;
        var tasks = await OpenTasks(run.Region)
            .Where(task => task.Id > reached)
            .OrderBy(task => task.Id)
            .Take(size)
            .ToListAsync(cancellation);
        if (tasks.Count == 0) return Finish(run);

        var moved = await MoveAsync(run, tasks, cancellation);
        run.Advance(tasks.Count, moved, tasks[^1].Id);
        return new RecalculatedBatch(tasks.Count, moved, HasMore: true);
    }

    private RecalculatedBatch Finish(Recalculation run)
    {
        var now = time.GetUtcNow();
        var isOver = now - run.StartedAt >= RecalculationLimits.Grace;
        if (isOver) run.Finish(now);
        return new RecalculatedBatch(0, 0, HasMore: isOver);
    }

    private async Task<int> MoveAsync(
        Recalculation run, List<ReviewTask> tasks, CancellationToken cancellation)
    {
        var ids = tasks.Select(task => task.CaseId).Distinct().ToList();
        var files = await db.Cases
            .WithClock()
            .Where(file => ids.Contains(file.Id))
            .ToListAsync(cancellation);
        var change = new DateChange(DateCause.Notice, run.Source, null, Actor.System);
        var moved = 0;
        // A date that stays may still have been worked towards over other days.
        foreach (var task in tasks) task.RemindAgain();
        foreach (var file in files)
        {
            moved += await dates.MoveAsync(
                file, [.. tasks.Where(task => task.CaseId == file.Id)], change, cancellation);
        }

        return moved;
    }

    private IQueryable<ReviewTask> OpenTasks(string region)
    {
        var regions = WorkCalendars.Regions
            .Where(known => known.Region == region || known.Base == region)
            .Select(known => known.Region)
            .ToList();
        return db.ReviewTasks.Where(task =>
            (task.Status == ReviewTaskStatus.Open || task.Status == ReviewTaskStatus.Waiting)
            && db.Cases.Any(file => file.Id == task.CaseId && regions.Contains(file.Region)));
    }
}
