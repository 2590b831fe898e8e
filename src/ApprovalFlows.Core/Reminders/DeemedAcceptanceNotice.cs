using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Texts;

namespace ApprovalFlows.Core.Reminders;

/// <summary>
/// Tells the applicant that the case counts as accepted, and the office and who answers for it that
/// silence has done so (行政许可法 §32(4)).
/// </summary>
public sealed class DeemedAcceptanceNotice(MessageService messages, TaskPeople people)
{
    public async Task TellAsync(Case file, ReviewTask task, CancellationToken cancellation = default)
    {
        var accepted = ChinaTime.DateOf(file.ReceivedAt);
        var draft = new MessageDraft
        {
            Kind = MessageKind.DeemedAcceptance,
            Key = $"deemed-{task.Id:N}",
            Text = new Sentence("Deemed.Applicant", file.Number, accepted),
            CaseNumber = file.Number,
            Mail = MailTime.AtOnce,
        };
        await messages.TellAsync([file.ApplicantUserId], draft, cancellation);
        var office = (await people.HoldersAsync(task, cancellation))
            .Concat(await people.AboveAsync(task.DepartmentCode, RungRecipient.Supervisor))
            .Where(user => user != file.ApplicantUserId)
            .Distinct()
            .ToList();
        var step = new LocalText(task.TitleZh, task.TitleVi, task.TitleEn);
        await messages.TellAsync(
            office, draft with { Text = new Sentence("Deemed.Office", file.Number, step, accepted) }, cancellation);
    }
}
