using ApprovalFlows.Core.Reminders;

namespace ApprovalFlows.Core.Tests.Reminders;

/// <content>What runs at the same time as a reminder, or between its check and its message.</content>
public abstract partial class ReminderJobTests
{
    [Fact]
    public async Task Digest_WhenTheRungsOfTheNightAreNotYetWrittenDown_HasThemAll()
    {
        flow.MoveTo("2026-04-24 08:30");

        var first = await DigestAsync();
        await RemindAsync();
        var second = await DigestAsync();

        Assert.Equal((1, 0), (first.People, second.People));
        Assert.Empty(await RemindersAsync(ReminderState.Waiting));
    }

    [Fact]
    public async Task Overdue_WhileTheEveningBegins_IsToldAtTheMomentItWasJudgedBy()
    {
        flow.MoveTo("2026-05-08 00:00:05");
        await RemindAsync();
        var waiting = (await RemindersAsync(ReminderState.Waiting)).ConvertAll(row => row.Id);
        flow.MoveTo("2026-05-08 19:59:59");
        flow.Host.Clock.Step = TimeSpan.FromSeconds(10);

        await flow.Host.Work.RunAsync<ReminderDelivery, DeliveredBatch>(
            null, service => service.TellBatchAsync(waiting, Cancellation), Cancellation);

        flow.Host.Clock.Step = TimeSpan.Zero;
        Assert.Equal(19, ChinaTime.Of(Assert.Single(await MessagesAsync("hr")).CreatedAt).Hour);
    }
}
