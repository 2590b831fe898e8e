using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Inbox.Urgings;

/// <summary>An open step that the reader may urge, and from when on if not now.</summary>
public sealed record UrgeableTask(Guid TaskId, LocalText Step, DateTimeOffset? NotBefore);

/// <summary>
/// 催办: the applicant, or who answers for the office, asks for a step to be hurried on; once per step,
/// person and working day. It is told to whoever has the task and stands in the history.
/// </summary>
public sealed class UrgingService(
    AppDbContext db,
    CaseService cases,
    Superiors superiors,
    TaskPeople people,
    MessageService messages,
    WorkCalendars calendars,
    CurrentActor current,
    TimeProvider time)
{
    public const int MaxReasonLength = 500;

    public async Task<Urging> UrgeAsync(
        Guid taskId, string? reason, CancellationToken cancellation = default)
    {
        if (reason?.Length > MaxReasonLength)
            throw RuleViolation.Invalid("reason", "ReasonTooLong", MaxReasonLength);
        var task = await db.ReviewTasks.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == taskId, cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        var file = await cases.Visible().FirstOrDefaultAsync(row => row.Id == task.CaseId, cancellation)
            ?? throw RuleViolation.NotFound("TaskUnknown");
        if (!await MayUrgeAsync(file, task)) throw RuleViolation.Forbidden("OnlyApplicantOrSuperiorUrges");
        if (task.Status != ReviewTaskStatus.Open) throw new RuleViolation("TaskClosed");
        var (now, calendar, me) = (time.GetUtcNow(), calendars[file.Region], current.Actor.UserId);
        var day = calendar.RollForward(ChinaTime.DateOf(now));
        var again = await db.Urgings.AnyAsync(
            row => row.TaskId == taskId && row.ById == me && row.Day == day, cancellation);
        if (again) throw new RuleViolation("UrgedToday", file.Number, calendar.AddWorkdays(day, 1));
        var urging = new Urging { TaskId = taskId, ById = me, Day = day, At = now, Reason = Clean(reason) };
        db.Urgings.Add(urging);
        file.Record(current.Actor, "urged", urging.Reason, null, now);
        await TellAsync(file, task, urging, cancellation);
        return urging;
    }

    /// <summary>The open steps of the case that the reader may urge.</summary>
    public async Task<IReadOnlyList<UrgeableTask>> ListAsync(
        string number, CancellationToken cancellation = default)
    {
        var file = await cases.Visible().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Number == number, cancellation);
        if (file is null) return [];
        var open = await db.ReviewTasks.AsNoTracking()
            .Where(task => task.CaseId == file.Id && task.Status == ReviewTaskStatus.Open)
            .ToListAsync(cancellation);
        var (calendar, me) = (calendars[file.Region], current.Actor.UserId);
        var day = calendar.RollForward(ChinaTime.DateOf(time.GetUtcNow()));
        var found = new List<UrgeableTask>();
        foreach (var task in open)
        {
            if (!await MayUrgeAsync(file, task)) continue;
            var isUrged = await db.Urgings.AnyAsync(
                row => row.TaskId == task.Id && row.ById == me && row.Day == day, cancellation);
            found.Add(new UrgeableTask(
                task.Id,
                new LocalText(task.TitleZh, task.TitleVi, task.TitleEn),
                isUrged ? ChinaTime.StartOf(calendar.AddWorkdays(day, 1)) : null));
        }

        return found;
    }

    private async Task<bool> MayUrgeAsync(Case file, ReviewTask task)
    {
        if (cases.IsOwn(file)) return true;
        var today = ChinaTime.DateOf(time.GetUtcNow());
        return (await superiors.SupervisorsAsync(task.DepartmentCode, today)).Contains(current.Actor.UserId)
            || (await superiors.LeadersAsync(task.DepartmentCode, today)).Contains(current.Actor.UserId);
    }

    private async Task TellAsync(Case file, ReviewTask task, Urging urging, CancellationToken cancellation)
    {
        var who = new Sentence(cases.IsOwn(file) ? "Urging.ByApplicant" : "Urging.BySuperior");
        var step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn);
        await messages.TellAsync(
            await people.HoldersAsync(task, cancellation),
            new MessageDraft
            {
                Kind = MessageKind.Urging,
                Key = $"urging-{urging.Id:N}",
                Text = new Sentence("Urging.Text", who, file.Number, step),
                Lines = MessageLine.Note(urging.Reason),
                CaseNumber = file.Number,
                TaskId = task.Id,
                Mail = MailTime.AtOnce,
            },
            cancellation);
    }

    private static string? Clean(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
