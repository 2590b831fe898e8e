using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Reminders;

/// <summary>What one batch did.</summary>
public sealed record RecordedBatch(int Looked, int Recorded, int Skipped);

/// <summary>
/// Writes down which rungs open steps have reached. Looks only at those whose next rung may have
/// come; where it lies is worked out anew every time.
/// </summary>
public sealed class ReminderService(
    AppDbContext db,
    CaseClock clock,
    WorkCalendars calendars,
    Ladders ladders,
    TaskPeople people,
    QuietHours quiet,
    TimeProvider time)
{
    public async Task<RecordedBatch> RecordTasksAsync(int size, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var tasks = await db.ReviewTasks
            .Where(task => task.Status == ReviewTaskStatus.Open && task.RemindAt <= now)
            .OrderBy(task => task.RemindAt).ThenBy(task => task.Id)
            .Take(size)
            .ToListAsync(cancellation);
        if (tasks.Count == 0) return new RecordedBatch(0, 0, 0);
        var files = await FilesAsync(tasks.Select(task => task.CaseId), cancellation);
        var present = await PresentAsync(tasks.Select(task => task.Id), cancellation);
        var moves = await MovesAsync(tasks, cancellation);
        var rows = new List<Reminder>();
        foreach (var task in tasks)
        {
            var file = files[task.CaseId];
            if (SubjectOf(file, task, moves.GetValueOrDefault(task.Id)) is not { } subject)
            {
                Void(present[task.Id]);
                task.RemindNext(null);
                continue;
            }

            rows.AddRange(await RecordAsync(subject, present[task.Id], await PeopleAsync(file, task, cancellation)));
            task.RemindNext(Next(subject, now));
        }

        return Counted(tasks.Count, rows);
    }

    public async Task<RecordedBatch> RecordCorrectionsAsync(int size, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var asked = await db.Corrections
            .Where(row => row.ResubmittedAt == null && row.RemindAt <= now
                && db.Cases.Any(file => file.Id == row.CaseId && file.Status == CaseStatus.CorrectionRequested))
            .OrderBy(row => row.RemindAt).ThenBy(row => row.Id)
            .Take(size)
            .ToListAsync(cancellation);
        if (asked.Count == 0) return new RecordedBatch(0, 0, 0);
        var files = await FilesAsync(asked.Select(row => row.CaseId), cancellation);
        var present = await PresentAsync(asked.Select(row => row.Id), cancellation);
        var rows = new List<Reminder>();
        foreach (var correction in asked)
        {
            var file = files[correction.CaseId];
            var subject = SubjectOf(file, correction);
            var who = new Dictionary<RungRecipient, IReadOnlyList<Guid>>
            {
                [RungRecipient.Applicant] = [file.ApplicantUserId],
                [RungRecipient.Supervisor] = await people.AboveAsync(correction.RequestedBy, RungRecipient.Supervisor),
            };
            rows.AddRange(await RecordAsync(subject, present[correction.Id], who));
            correction.RemindAt = Next(subject, now) ?? ReviewTask.Never;
        }

        return Counted(asked.Count, rows);
    }

    private async Task<IReadOnlyList<Reminder>> RecordAsync(
        ReminderSubject subject,
        IEnumerable<Reminder> rows,
        IReadOnlyDictionary<RungRecipient, IReadOnlyList<Guid>> who)
    {
        var (now, present) = (time.GetUtcNow(), rows.ToList());
        var missing = ReachedRungs.Missing(subject, present, who, now);
        foreach (var (row, becomes) in ReachedRungs.Overtaken(subject, present, missing).ToList()) row.State = becomes;
        foreach (var row in missing)
            row.NotBefore = row.IsUrgent ? await quiet.OpeningAsync(row.UserId, now) : row.ReachedAt;
        db.Reminders.AddRange(missing);
        return missing;
    }

    private ReminderSubject? SubjectOf(Case file, ReviewTask task, Moved? moved)
    {
        if (task.DueAt is not { } due) return null;
        var ladder = ladders.OfLimit(task.TimeLimit);
        return new ReminderSubject
        {
            Id = task.Id,
            CaseId = file.Id,
            Version = 1 + (moved?.Count ?? 0),
            VersionSince = moved?.Last ?? task.CreatedAt,
            DueAt = due,
            Moments = ladder.Moments(
                percent => clock.UsedAt(file, task, percent), due, task.CreatedAt, calendars[file.Region]),
        };
    }

    private ReminderSubject SubjectOf(Case file, Correction correction)
    {
        var moments = CorrectionClock.Moments(ladders.Correction, correction, calendars[file.Region]);
        return new ReminderSubject
        {
            Id = correction.Id,
            CaseId = file.Id,
            Version = 1,
            VersionSince = correction.RequestedAt,
            DueAt = CorrectionClock.DueAt(ladders.Correction, correction, calendars[file.Region]),
            Moments = moments,
        };
    }

    private async Task<Dictionary<RungRecipient, IReadOnlyList<Guid>>> PeopleAsync(
        Case file, ReviewTask task, CancellationToken cancellation) => new()
        {
            [RungRecipient.Holder] = await people.HoldersAsync(task, cancellation),
            [RungRecipient.Supervisor] = await people.AboveAsync(task.DepartmentCode, RungRecipient.Supervisor),
            [RungRecipient.Leader] = await people.AboveAsync(task.DepartmentCode, RungRecipient.Leader),
            [RungRecipient.Applicant] = [file.ApplicantUserId],
        };

    private async Task<Dictionary<Guid, Case>> FilesAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.Distinct().ToList();
        return await db.Cases.AsNoTracking().WithClock()
            .Where(file => wanted.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancellation);
    }

    private async Task<ILookup<Guid, Reminder>> PresentAsync(IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.ToList();
        return (await db.Reminders.Where(row => wanted.Contains(row.SubjectId)).ToListAsync(cancellation))
            .ToLookup(row => row.SubjectId);
    }

    private async Task<Dictionary<Guid, Moved>> MovesAsync(List<ReviewTask> tasks, CancellationToken cancellation)
    {
        var ids = tasks.Select(task => task.Id).ToList();
        return await db.DateMoves
            .Where(move => ids.Contains(move.TaskId))
            .GroupBy(move => move.TaskId)
            .Select(moves => new { TaskId = moves.Key, Count = moves.Count(), Last = moves.Max(move => move.At) })
            .ToDictionaryAsync(row => row.TaskId, row => new Moved(row.Count, row.Last), cancellation);
    }

    private static void Void(IEnumerable<Reminder> rows)
    {
        foreach (var row in rows.Where(row => row.State == ReminderState.Waiting)) row.State = ReminderState.Void;
    }

    private static DateTimeOffset? Next(ReminderSubject subject, DateTimeOffset now) => subject.Moments
        .Where(moment => moment.At > now)
        .Min(moment => (DateTimeOffset?)moment.At)?.ToUniversalTime();

    private static RecordedBatch Counted(int looked, List<Reminder> rows) =>
        new(looked, rows.Count, rows.Count(row => row.State == ReminderState.Skipped));

    private sealed record Moved(int Count, DateTimeOffset Last);
}

/// <summary>No statute sets the applicant a time for a correction; the ladder says how long the offices wait.</summary>
public static class CorrectionClock
{
    public static DateTimeOffset DueAt(Ladder ladder, Correction correction, WorkCalendar calendar) =>
        ChinaTime.EndOf(calendar.AddWorkdays(ChinaTime.DateOf(correction.RequestedAt), ladder.Workdays ?? 0));

    public static IReadOnlyList<RungMoment> Moments(Ladder ladder, Correction correction, WorkCalendar calendar)
    {
        var start = ChinaTime.DateOf(correction.RequestedAt);
        var days = ladder.Workdays ?? 0;
        return ladder.Moments(
            percent => ChinaTime.StartOf(calendar.AddWorkdays(start, ((days * percent) + 99) / 100)),
            DueAt(ladder, correction, calendar),
            correction.RequestedAt,
            calendar);
    }
}
