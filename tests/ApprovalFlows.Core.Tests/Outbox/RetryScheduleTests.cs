using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Outbox;

public sealed class RetryScheduleTests
{
    [Fact]
    public void Mail_TriedAsOftenAsTheScheduleSays_IsGivenUpAfterThreeDays()
    {
        var schedule = new MailOptions().Schedule;
        var row = OutboxRow.Of(new OutboxMessage("m", OutboxWork.MailKind, "", "", "{}", DateTimeOffset.UnixEpoch));
        var tries = 0;

        while (row.Status == OutboxStatus.Waiting)
        {
            row.Fail("away", row.NextAttemptAt, schedule);
            tries++;
        }

        Assert.Equal(schedule.MaxAttempts, tries);
        var whole = row.FinishedAt!.Value - row.CreatedAt;
        Assert.InRange(whole, TimeSpan.FromHours(72), TimeSpan.FromHours(73));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(6, 1920)]
    [InlineData(7, 3600)]
    [InlineData(1000, 3600)]
    public void Pause_OfAMail_DoublesUpToAnHour(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new MailOptions().Schedule.PauseAfter(attempts));

    [Fact]
    public void Pause_OfOtherMessages_BeginsWithSeconds() =>
        Assert.Equal(TimeSpan.FromSeconds(2), RetrySchedule.Usual.PauseAfter(1));
}
