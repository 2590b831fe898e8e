using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.DueDates;

/// <summary>
/// Tells those whose date moved: whoever has the task, or may take it, and the applicant. A message at
/// once, a line in the next digest by mail; each person once per move.
/// </summary>
public sealed class DateNoticeService(MessageService messages, TaskPeople people)
{
    internal async Task TellAsync(
        Case file, ReviewTask task, DateMove move, Actor by, CancellationToken cancellation)
    {
        var concerned = (await people.HoldersAsync(task, cancellation))
            .Append(file.ApplicantUserId)
            .Where(user => user != by.UserId)
            .Distinct()
            .ToList();
        var step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn);
        var draft = new MessageDraft
        {
            Kind = MessageKind.DateMoved,
            Key = $"moved-{move.TaskId:N}-{move.Version}",
            Text = new Sentence(
                "DateNotice.Text", file.Number, step, Day(move.Before), Day(move.After)),
            // What people wrote stays inside the program; mails carry no more than they must.
            Lines = [new MessageLine(CauseOf(move.Cause, move.Source), null, null)],
            CaseNumber = file.Number,
            Mail = MailTime.Digest,
        };
        await messages.TellAsync(concerned, draft, cancellation);
    }

    private static object Day(DateTimeOffset? due) =>
        due is { } end ? ChinaTime.DateOf(end) : new Sentence("DateNotice.NoDate");

    public static Sentence CauseOf(DateCause cause, string? source) =>
        new("DateCause." + cause, source ?? "");
}
