using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Mail;

/// <summary>Every way a mail server can answer, against a real one.</summary>
public abstract class MailJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private MailDesk desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => desk = await MailDesk.StartAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return desk.DisposeAsync();
    }

    [Fact]
    public async Task Matrix_OfAllAnswers_DeliversOnceOrIsDeadWithTheReason()
    {
        await desk.PutAsync("plain", "somebody@example.org");
        await desk.PutAsync("unknown", "refused-550@example.org");
        await desk.PutAsync("relay", "refused-554@example.org");
        await desk.PutAsync("content", "content-552@example.org");
        await desk.PutAsync("busy", "once-451@example.org");
        await desk.PutAsync("stall", "stall-once@example.org");
        await desk.PutAsync("drop", "drop-once@example.org");
        await desk.PutAsync("wrong", "no address");
        await desk.PutAsync("nobody");

        await desk.RunUntilNothingWaitsAsync(TimeSpan.FromMinutes(3));

        var (taken, all) = MailDesk.Sort(await desk.Server.StopAsync());
        Assert.Equal(["busy", "drop", "plain", "stall"], taken.Select(mail => mail.Id));
        Assert.All(all, mail => Assert.Equal($"<{mail.Id}@example.com>", mail.MessageId));
        Assert.Equal(["dropped", "taken"], all.Where(mail => mail.Id == "drop").Select(mail => mail.Fate));
        Assert.Equal(["stalled", "taken"], all.Where(mail => mail.Id == "stall").Select(mail => mail.Fate));
        Assert.Equal(
            [
                "busy Done 2 ",
                "content Dead 1 Refused for good: ***@example.org: 552 not this text",
                "drop Done 2 ",
                "nobody Dead 1 It has no recipient.",
                "plain Done 1 ",
                "relay Dead 1 Refused for good: ***@example.org: 554 no mail for ***@example.org",
                "stall Done 2 ",
                "unknown Dead 1 Refused for good: ***@example.org: 550 no mail for ***@example.org",
            ],
            (await desk.RowsAsync()).Where(row => !row.StartsWith("wrong", StringComparison.Ordinal)));
        Assert.Equal(OutboxStatus.Dead, (await desk.RowAsync("wrong")).Status);
    }

    [Theory]
    [InlineData("refused-550")]
    [InlineData("refused-554")]
    public async Task Recipients_OfWhomSomeAreRefused_TheOthersGetItOnce(string refused)
    {
        await desk.PutAsync("many", "one@example.org", $"{refused}@example.org", "once-451@example.org");

        await desk.RunUntilNothingWaitsAsync(TimeSpan.FromMinutes(3));

        var (taken, _) = MailDesk.Sort(await desk.Server.StopAsync());
        Assert.Equal(
            ["once-451@example.org", "one@example.org"],
            taken.SelectMany(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.Equal("<many@example.com>", Assert.Single(taken.Select(mail => mail.MessageId).Distinct()));
        var row = await desk.RowAsync("many");
        Assert.Equal(OutboxStatus.Dead, row.Status);
        Assert.Contains(refused, row.LastError!, StringComparison.Ordinal);
        Assert.DoesNotContain("once-451", row.LastError!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_OfADeadMail_AsksOnlyThoseWhoRefusedIt()
    {
        await desk.PutAsync("many", "one@example.org", "refused-550@example.org");
        await desk.RunAsync();
        await desk.ChangeAsync("many", row => row.Retry(desk.Now));

        await desk.RunAsync();

        var (taken, _) = MailDesk.Sort(await desk.Server.StopAsync());
        Assert.Equal(["one@example.org"], Assert.Single(taken).To);
        Assert.Equal(OutboxStatus.Dead, (await desk.RowAsync("many")).Status);
    }

    [Fact]
    public async Task Server_AwayForAnHourAndThenTwoDays_LosesNothing()
    {
        await desk.Server.StopAsync();
        for (var number = 10; number < 40; number++) await desk.PutAsync($"mail-{number}", $"{number}@example.org");
        for (var run = 0; run < 12; run++) await desk.RunLaterAsync(TimeSpan.FromMinutes(5));
        for (var run = 0; run < 24; run++) await desk.RunLaterAsync(TimeSpan.FromHours(2));
        var before = await desk.RowsAsync();

        await desk.StartServerAsync();
        await desk.RunLaterAsync(TimeSpan.FromHours(1));

        Assert.All(before, row => Assert.Contains(" Waiting ", row, StringComparison.Ordinal));
        var mails = await desk.Server.StopAsync();
        var (taken, all) = MailDesk.Sort(mails);
        Assert.Equal(Enumerable.Range(10, 30).Select(number => $"mail-{number}"), taken.Select(mail => mail.Id));
        Assert.Equal(30, all.Count);
        Assert.Equal(1, desk.Server.Connections);
        Assert.All(await desk.RowsAsync(), row => Assert.Contains(" Done ", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nodes_TwoAtOnce_SendEachMailOnce()
    {
        for (var number = 10; number < 40; number++) await desk.PutAsync($"mail-{number}", $"{number}@example.org");

        await Task.WhenAll(
            Task.Run(desk.RunAsync, Cancellation), Task.Run(desk.RunAsync, Cancellation));

        Assert.Equal(30, (await desk.Server.StopAsync()).Count);
    }

    [Fact]
    public async Task Stall_OfTheMailServer_DoesNotHoldUpOtherMessages()
    {
        await desk.PutAsync("stall", "stall-once@example.org");
        var message = new OutboxMessage("task", OutboxWork.TaskKind, "", "", "{}", desk.Now);
        await desk.AddAsync(OutboxRow.Of(message));

        var report = await desk.Host.Get<OutboxJob>().RunAsync(Cancellation);

        Assert.Equal(new OutboxReport(1, 1, 0), report);
        Assert.Equal(OutboxStatus.Waiting, (await desk.RowAsync("stall")).Status);
    }

    [Fact]
    public async Task Mail_ThatCannotBeRead_FailsAloneAndKeepsNobodyWaiting()
    {
        await desk.AddAsync(OutboxRow.Of(new OutboxMessage("broken", OutboxWork.MailKind, "", "", "7", desk.Now)));
        await desk.PutAsync("whole", "somebody@example.org");

        var report = await desk.RunAsync();

        Assert.Equal(new OutboxReport(2, 1, 1), report);
        Assert.Equal(1, (await desk.RowAsync("broken")).Attempts);
        Assert.Equal(OutboxStatus.Done, (await desk.RowAsync("whole")).Status);
    }

    [Fact]
    public async Task Address_RefusedThreeTimesInARow_GetsNothingMore()
    {
        const string address = "Refused-550@example.org";
        for (var time = 1; time <= 4; time++)
        {
            await desk.PutAsync($"mail-{time}", address);
            await desk.RunAsync();
        }

        Assert.Equal(
            ["mail-1 Dead 1", "mail-2 Dead 1", "mail-3 Dead 1", "mail-4 Discarded 0"],
            (await desk.RowsAsync()).Select(row => string.Join(' ', row.Split(' ')[..3])));
        Assert.Contains("mails do not reach", (await desk.RowsAsync())[3], StringComparison.Ordinal);
        var failed = await desk.FailedAsync(address);
        Assert.Equal((3, true), (failed!.Refusals, failed.IsSuppressed));
    }

    [Fact]
    public async Task Address_ThatTakesAMailInBetween_IsCountedAnew()
    {
        await desk.AddAsync(Refused("somebody@example.org", 2, desk.Now));
        await desk.PutAsync("taken", "somebody@example.org");

        await desk.RunAsync();

        var failed = await desk.FailedAsync("somebody@example.org");
        Assert.Equal((0, false), (failed!.Refusals, failed.IsSuppressed));
    }

    [Fact]
    public async Task Address_SuppressedAmongOthers_IsLeftOut()
    {
        await desk.AddAsync(Refused("away@example.org", 3, desk.Now));
        await desk.PutAsync("both", "away@example.org", "here@example.org");

        await desk.RunAsync();

        var (taken, _) = MailDesk.Sort(await desk.Server.StopAsync());
        Assert.Equal(["here@example.org"], Assert.Single(taken).To);
        Assert.StartsWith("both Done 1 Not sent", Assert.Single(await desk.RowsAsync()), StringComparison.Ordinal);
    }

    private static FailedAddress Refused(string address, int times, DateTimeOffset now)
    {
        var failed = new FailedAddress { Address = address, Reason = "" };
        for (var time = 0; time < times; time++) failed.Refuse("550", 3, now);
        return failed;
    }
}

public sealed class MailJobOnSqliteTests() : MailJobTests(DatabaseKind.Sqlite);

public sealed class MailJobOnPostgresTests : MailJobTests
{
    public MailJobOnPostgresTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
