using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Messages;
using ApprovalFlows.Core.Organisation;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Reminders;
using ApprovalFlows.Core.Tests.Flows;
using ApprovalFlows.Core.Texts;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Reminders;

/// <summary>A case at the re-check: decision within 20 working days of 1 April 2026, due on 7 May.</summary>
public abstract partial class ReminderJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Amber = "2026-04-24 00:00:05";
    private EmployerFlow flow = null!;
    private string number = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        flow = await EmployerFlow.StartAsync(kind, "2026-04-01 09:00");
        await flow.Host.Work.RunAsync<AppDbContext>(null, async db =>
        {
            foreach (var user in await db.Users.ToListAsync(Cancellation)) user.Email = $"{user.UserName}@example.org";
            var people = await db.Users.ToDictionaryAsync(user => user.UserName!, user => user.Id, Cancellation);
            db.RemoveRange(await db.PostHoldings.Where(held =>
                held.PostCode == "supervisor" || held.PostCode == "leader").ToListAsync(Cancellation));
            db.Add(Holding(people["park"], "supervisor"));
            db.Add(Holding(people["youhao"], "leader"));
        }, Cancellation);
        number = await flow.SubmitAndPassToAsync("R1", "re-check");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return flow.DisposeAsync();
    }

    [Fact]
    public async Task Amber_ReachedAtMidnight_ComesWithTheDigestOfTheMorningOnce()
    {
        flow.MoveTo("2026-04-23 23:59");
        var before = await RemindAsync();
        flow.MoveTo(Amber);
        await RemindAsync();
        var atMidnight = await DigestAsync();
        flow.MoveTo("2026-04-24 08:30");
        var inTheMorning = await DigestAsync();
        flow.MoveTo("2026-04-24 15:00");
        await RemindAsync();
        var later = await DigestAsync();

        Assert.Equal(0, before.Recorded);
        Assert.Equal((0, 1, 0), (atMidnight.People, inTheMorning.People, later.People));
        var message = Assert.Single(await MessagesAsync("hr"));
        Assert.Equal(MessageKind.Digest, message.Kind);
        var line = Assert.Single(SentenceText.ReadLines(message.Lines)).Text.In(TextResources.Chinese);
        Assert.Equal($"案件{number}（申请人东**）“市人社局复核”办理时限已用七成，2026年5月7日到期。", line);
        Assert.Contains("hr@example.org", Assert.Single(await MailsAsync("digest-")).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Amber_WhileTheHolderIsAway_ReachesTheDeputyToo()
    {
        await flow.Host.Work.RunAsync<AppDbContext>(null, async db =>
        {
            var people = await db.Users.ToDictionaryAsync(user => user.UserName!, user => user.Id, Cancellation);
            db.Add(new Deputyship
            {
                HolderId = people["hr"],
                DeputyId = people["hr-issuer"],
                From = new DateOnly(2026, 4, 20),
                To = new DateOnly(2026, 4, 30),
                Reason = "休假",
                RecordedAt = flow.Host.Clock.GetUtcNow(),
                RecordedById = people["hr"],
            });
        }, Cancellation);
        flow.MoveTo(Amber);
        await RemindAsync();
        flow.MoveTo("2026-04-24 08:30");

        await DigestAsync();

        Assert.Single(await MessagesAsync("hr"));
        Assert.Single(await MessagesAsync("hr-issuer"));
    }

    [Fact]
    public async Task Overdue_AtNight_WaitsForTheMorningAndReachesSupervisorAndApplicant()
    {
        flow.MoveTo("2026-05-08 00:00:05");
        var night = await RemindAsync();
        flow.MoveTo("2026-05-08 08:00");
        var morning = await RemindAsync();
        var again = await RemindAsync();

        Assert.Equal((0, 3), (night.Told, night.WaitingForQuietHours));
        Assert.Equal((3, 0, 0), (morning.Told, morning.WaitingForQuietHours, again.Told));
        var told = await RemindersAsync(ReminderState.Told);
        Assert.Equal(
            ["Applicant", "Holder", "Supervisor"], told.Select(row => row.Recipient.ToString()).Order());
        Assert.Equal(3, (await MailsAsync("message-")).Count);
        Assert.Contains("已逾期1个工作日", await TextAsync("park"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Downtime_OfManyDays_TellsTheHighestRungOnceAndLate()
    {
        flow.MoveTo("2026-05-13 10:00");

        var report = await RemindAsync();
        await RemindAsync();

        var rows = await RemindersAsync();
        Assert.Equal(rows.Count, report.Recorded);
        Assert.Equal(
            ["amber Skipped", "due Skipped", "overdue-1 Skipped", "overdue-3 Skipped", "overdue-5 Told"],
            await OfAsync("hr"));
        Assert.Equal(["overdue-1 Told"], await OfAsync("employer"));
        Assert.Equal(["overdue-3 Skipped", "overdue-5 Told"], await OfAsync("youhao"));
        Assert.All(rows, row => Assert.True(row.IsLate));
        Assert.Contains("因系统停运延迟", await TextAsync("hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MovedDate_Extended_StartsAnewAndVoidsWhatWaits()
    {
        flow.MoveTo(Amber);
        await RemindAsync();
        await flow.ExtendAsync(number);
        await RemindAsync();
        flow.MoveTo("2026-05-08 08:30");
        await RemindAsync();
        await DigestAsync();

        Assert.Equal(["amber Void", "amber Told"], await OfAsync("hr"));
        Assert.Equal([1, 2], (await RemindersAsync()).Select(row => row.Version).Order());
    }

    [Fact]
    public async Task MovedDate_PutBackToWhereItWas_IsNotToldAgain()
    {
        flow.MoveTo("2026-04-24 08:30");
        await RemindAsync();
        await DigestAsync();
        await SuspendAsync();
        await RemindAsync();
        await ResumeAsync();
        await RemindAsync();
        flow.MoveTo("2026-04-27 08:30");
        var next = await DigestAsync();

        Assert.Equal(["amber Told", "amber Repeated"], await OfAsync("hr"));
        Assert.Equal(3, (await RemindersAsync()).Max(row => row.Version));
        Assert.DoesNotContain(await MessagesAsync("hr"), message => message.Key == "digest-2026-04-27");
        Assert.True(next.Lines > 0);
    }

    [Fact]
    public async Task Decision_BeforeTheMorning_LeavesNothingToTell()
    {
        flow.MoveTo("2026-05-08 00:00:05");
        await RemindAsync();
        await flow.PassAsync(number);
        flow.MoveTo("2026-05-08 08:00");
        var report = await RemindAsync();

        Assert.Equal(3, report.NoLongerTrue);
        Assert.All(await RemindersAsync(), row => Assert.NotEqual(ReminderState.Waiting, row.State));
    }

    [Fact]
    public async Task Jobs_OnTwoNodesAtOnce_TellEachOnce()
    {
        for (var more = 0; more < 6; more++) await flow.SubmitAndPassToAsync("R1", "re-check");
        flow.MoveTo("2026-05-13 10:00");
        var job = flow.Host.Get<ReminderJob>();

        await Task.WhenAll(
            Task.Run(() => job.RunAsync(Cancellation), Cancellation),
            Task.Run(() => job.RunAsync(Cancellation), Cancellation),
            Task.Run(() => job.RunAsync(Cancellation), Cancellation));

        var told = await RemindersAsync(ReminderState.Told);
        Assert.Equal(7 * 4, told.Count);
        Assert.Equal(7, (await MessagesAsync("hr")).Count);
        Assert.Equal(7 * 4, (await MailsAsync("message-")).Count);
    }

    [Fact]
    public async Task Clock_SetBack_TellsNothingTwice()
    {
        flow.MoveTo("2026-05-08 09:00");
        var first = await RemindAsync();
        flow.Clock.SetBack(TimeSpan.FromDays(3));
        var back = await RemindAsync();
        flow.MoveTo("2026-05-08 09:00");
        var again = await RemindAsync();

        Assert.Equal((3, 0, 0), (first.Told, back.Told, again.Told));
    }

    [Fact]
    public async Task DigestMail_SwitchedOff_KeepsTheMessage()
    {
        await flow.Host.Work.RunAsync<MailChoiceService>(
            await flow.ActorAsync("hr"), service => service.SetAsync(
                new MailChoiceChange { WantsDigestMail = false, Language = "vi" }, Cancellation), Cancellation);
        flow.MoveTo("2026-04-24 08:30");
        await RemindAsync();
        await DigestAsync();

        Assert.Single(await MessagesAsync("hr"));
        Assert.Empty(await MailsAsync("digest-"));
    }

    [Fact]
    public async Task Mail_OfADigest_IsPlainTextInTheLanguageOfTheReader()
    {
        await flow.Host.Work.RunAsync<MailChoiceService>(
            await flow.ActorAsync("hr"), service => service.SetAsync(
                new MailChoiceChange { Language = "vi" }, Cancellation), Cancellation);
        flow.MoveTo("2026-04-24 08:30");
        await RemindAsync();
        await DigestAsync();

        using var payload = System.Text.Json.JsonDocument.Parse(Assert.Single(await MailsAsync("digest-")).Payload);
        var body = payload.RootElement.GetProperty("Body").GetString()!;
        Assert.True(payload.RootElement.GetProperty("IsText").GetBoolean());
        Assert.Contains("đã dùng bảy phần mười thời hạn", body, StringComparison.Ordinal);
        Assert.DoesNotContain("东兴示例", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acceptance_BySilence_IsToldToApplicantAndSupervisor()
    {
        flow.MoveTo("2026-04-10 09:00");
        var silent = await flow.SubmitAsync();
        flow.MoveTo("2026-04-21 08:00");
        await RemindAsync();
        flow.MoveTo("2026-04-22 00:00:05");
        await flow.RunDueWorkAsync();

        Assert.Contains(await MessagesAsync("employer"), message => message.Kind == MessageKind.DeemedAcceptance);
        Assert.Contains(await MessagesAsync("park"), message => message.Kind == MessageKind.DeemedAcceptance);
        var warned = Assert.Single(await MessagesAsync("window"), message => message.Kind == MessageKind.Reminder);
        Assert.Contains(
            $"案件{silent}（申请人东**）“窗口受理”今日（2026年4月21日）到期",
            SentenceText.Read(warned.Text).In(TextResources.Chinese),
            StringComparison.Ordinal);
        Assert.All(
            await MailsAsync("message-"),
            mail => Assert.True(ChinaTime.Of(mail.NextAttemptAt).Hour is >= 8 and < 20));
    }

    [Fact]
    public async Task Correction_NotHandedIn_IsToldToTheApplicant()
    {
        await flow.DecideAsync(number, "hr", "return");
        var asked = await RemindAsync();
        flow.MoveTo("2026-04-17 12:00");
        var early = await RemindAsync();
        flow.MoveTo("2026-04-21 08:30");
        await RemindAsync();
        await DigestAsync();
        await flow.CorrectAsync(number);
        flow.MoveTo("2026-05-20 10:00");
        await RemindAsync();

        Assert.Equal((1, 0), (asked.Told, early.Recorded));
        Assert.Equal(["asked Told", "amber Told"], (await OfAsync("employer")).Take(2));
    }
}

public sealed class ReminderJobOnSqliteTests() : ReminderJobTests(DatabaseKind.Sqlite);

public sealed class ReminderJobOnPostgresTests() : ReminderJobTests(DatabaseKind.PostgreSql);
