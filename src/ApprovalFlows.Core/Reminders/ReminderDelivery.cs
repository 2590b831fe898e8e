using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Persistence;

namespace ApprovalFlows.Core.Reminders;

/// <summary>Rows to tell, with what they speak of, without those that are no longer true.</summary>
internal sealed class ReminderFacts(AppDbContext db)
{
    public async Task<IReadOnlyList<DueReminder>> StillTrueAsync(
        IReadOnlyList<Reminder> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.SubjectId).Distinct().ToList();
        var cases = rows.Select(row => row.CaseId).Distinct().ToList();
        var tasks = await db.ReviewTasks.AsNoTracking()
            .Where(task => ids.Contains(task.Id)).ToDictionaryAsync(task => task.Id, cancellation);
        var asked = await db.Corrections.AsNoTracking()
            .Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var files = await db.Cases.AsNoTracking()
            .Where(file => cases.Contains(file.Id)).ToDictionaryAsync(file => file.Id, cancellation);
        var found = new List<DueReminder>();
        foreach (var row in rows)
        {
            var task = tasks.GetValueOrDefault(row.SubjectId);
            var file = files[row.CaseId];
            if (IsTrue(row, file, task, asked.GetValueOrDefault(row.SubjectId)))
                found.Add(new DueReminder(row, file, task));
            else row.State = ReminderState.Void;
        }

        return found;
    }

    private static bool IsTrue(Reminder row, Case file, ReviewTask? task, Correction? asked) => task is null
        ? file.Status == CaseStatus.CorrectionRequested && asked is { ResubmittedAt: null }
        : task.Status == ReviewTaskStatus.Open && task.DueAt?.UtcTicks == row.DueAt.UtcTicks;
}

internal sealed record DueReminder(Reminder Row, Case File, ReviewTask? Task);

/// <summary>What one batch did.</summary>
public sealed record DeliveredBatch(int Looked, int Told, int Void);

/// <summary>Tells urgent rungs at once, in quiet hours when they end.</summary>
public sealed class ReminderDelivery(AppDbContext db, MessageService messages, QuietHours quiet, TimeProvider time)
{
    public async Task<DeliveredBatch> TellBatchAsync(
        IReadOnlyList<Guid> batch, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var rows = await db.Reminders
            .Where(row => batch.Contains(row.Id) && row.State == ReminderState.Waiting)
            .OrderBy(row => row.NotBefore).ThenBy(row => row.Id)
            .ToListAsync(cancellation);
        var facts = await new ReminderFacts(db).StillTrueAsync(rows, cancellation);
        var users = await UsersAsync(facts, cancellation);
        var words = new ReminderWords(quiet.Calendars, time);
        var told = 0;
        foreach (var due in facts)
        {
            // A run that is late itself may come when the evening has begun.
            var opening = await quiet.OpeningAsync(due.Row.UserId, now, cancellation);
            if (opening > now)
            {
                due.Row.NotBefore = opening.ToUniversalTime();
                continue;
            }

            await TellAsync(due, users[due.Row.UserId], words, now, cancellation);
            told++;
        }

        return new DeliveredBatch(rows.Count, told, rows.Count - facts.Count);
    }

    public async Task<List<Guid>> NextAsync(int size, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        return await db.Reminders
            .Where(row => row.State == ReminderState.Waiting && row.IsUrgent && row.NotBefore <= now)
            .OrderBy(row => row.NotBefore).ThenBy(row => row.Id)
            .Select(row => row.Id)
            .Take(size)
            .ToListAsync(cancellation);
    }

    public Task<int> CountWaitingAsync(CancellationToken cancellation = default) => db.Reminders
        .CountAsync(row => row.State == ReminderState.Waiting && row.IsUrgent, cancellation);

    private async Task TellAsync(
        DueReminder due,
        Accounts.User user,
        ReminderWords words,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var line = words.Line(due.Row, due.File, due.Task);
        var message = await messages.TellAsync(
            user,
            new MessageDraft
            {
                Kind = MessageKind.Reminder,
                Key = $"reminder-{due.Row.SubjectId:N}-{due.Row.Version}-{due.Row.Rung}",
                Text = line.Text,
                CaseNumber = line.CaseNumber,
                TaskId = line.TaskId,
                Mail = MailTime.AtOnce,
                At = now,
            },
            cancellation);
        due.Row.Tell(message.Id, now);
    }

    private async Task<Dictionary<Guid, Accounts.User>> UsersAsync(
        IReadOnlyList<DueReminder> facts, CancellationToken cancellation)
    {
        var ids = facts.Select(due => due.Row.UserId).Distinct().ToList();
        return await db.Users.AsNoTracking()
            .Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancellation);
    }
}
