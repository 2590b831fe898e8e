using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Reminders;

/// <content>What the tests do again and again, and what they ask.</content>
public abstract partial class ReminderJobTests
{
    private static PostHolding Holding(Guid user, string post) => new()
    {
        UserId = user,
        DepartmentCode = "hr-bureau",
        PostCode = post,
        From = new DateOnly(2020, 1, 1),
    };

    private Task<ReminderReport> RemindAsync() => flow.Host.Get<ReminderJob>().RunAsync(Cancellation);

    private Task<DigestReport> DigestAsync() => flow.Host.Get<DigestJob>().RunAsync(Cancellation);

    private async Task SuspendAsync() => await flow.Host.Work.RunAsync<Core.Cases.SuspensionService>(
        await flow.ActorAsync("hr"),
        service => service.BeginAsync(number, "hearing", "听证", Cancellation), Cancellation);

    private async Task ResumeAsync() => await flow.Host.Work.RunAsync<Core.Cases.SuspensionService>(
        await flow.ActorAsync("hr"), service => service.EndAsync(number, "听证结束", Cancellation), Cancellation);

    private Task<List<Reminder>> RemindersAsync(ReminderState? state = null) =>
        flow.Host.ReadAsync<AppDbContext, List<Reminder>>(db => db.Reminders.AsNoTracking()
            .Where(row => state == null || row.State == state).OrderBy(row => row.Id).ToListAsync(Cancellation));

    private async Task<List<string>> OfAsync(string user)
    {
        var id = (await flow.ActorAsync(user)).UserId;
        return [.. (await RemindersAsync())
            .Where(row => row.UserId == id)
            .OrderBy(row => row.Version).ThenBy(row => row.ReachedAt)
            .Select(row => $"{row.Rung} {row.State}")];
    }

    private async Task<List<Message>> MessagesAsync(string user)
    {
        var id = (await flow.ActorAsync(user)).UserId;
        return await flow.Host.ReadAsync<AppDbContext, List<Message>>(db => db.Messages.AsNoTracking()
            .Where(message => message.UserId == id).OrderBy(message => message.Id).ToListAsync(Cancellation));
    }

    private async Task<string> TextAsync(string user) =>
        SentenceText.Read((await MessagesAsync(user))[^1].Text).In(TextResources.Chinese);

    private Task<List<OutboxRow>> MailsAsync(string start) =>
        flow.Host.ReadAsync<AppDbContext, List<OutboxRow>>(db => db.Outbox.AsNoTracking()
            .Where(row => row.Id.StartsWith(start)).ToListAsync(Cancellation));
}
