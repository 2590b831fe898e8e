using ApprovalFlows.Core.Calendars;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Reminders;

/// <summary>
/// What a reminder says: the case by its number, the applicant masked, the date; no more, since it
/// also goes by mail (个人信息保护法 §6).
/// </summary>
internal sealed class ReminderWords(WorkCalendars calendars, TimeProvider time)
{
    public MessageLine Line(Reminder row, Case file, ReviewTask? task)
    {
        var isApplicant = row.Recipient == RungRecipient.Applicant;
        var step = task is null ? new LocalText("补正", "bổ sung hồ sơ", "correction")
            : new LocalText(task.TitleZh, task.TitleVi, task.TitleEn);
        var due = ChinaTime.DateOf(row.DueAt);
        var late = calendars[file.Region].CountWorkdays(due, ChinaTime.DateOf(time.GetUtcNow()));
        var text = new Sentence(
            $"Reminder.{row.Text}.{Group(row.Recipient)}", file.Number, step, Masking.Name(file.Applicant), due, late);
        return new MessageLine(
            row.IsLate ? new Sentence("Reminder.Late", text, ChinaTime.Of(row.ReachedAt)) : text,
            file.Number,
            isApplicant ? null : task?.Id);
    }

    private static string Group(RungRecipient recipient) => recipient switch
    {
        RungRecipient.Holder => "Holder",
        RungRecipient.Applicant => "Applicant",
        _ => "Superior",
    };
}
