using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Mail;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.Core.Texts;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Mail;

/// <summary>One mail as it arrived, or nearly.</summary>
internal sealed record ArrivedMail(string Id, string MessageId, string Fate, IReadOnlyList<string> To);

/// <summary>A program that sends to a real mail server, and what the tests put and ask.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    private const int MaxRounds = 12;

    private MailDesk(CoreHost host, MailServer server) => (Host, Server) = (host, server);

    public CoreHost Host { get; }

    public MailServer Server { get; private set; }

    public DateTimeOffset Now => Host.Clock.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MailDesk> StartAsync(
        DatabaseKind kind, MailServerSettings? settings = null, Action<MailOptions>? configure = null)
    {
        var server = await MailServer.StartAsync(settings, Cancellation);
        var host = await CoreHost.StartAsync(kind, configure: options =>
        {
            options.PublicAddress = "https://permits.example.com/";
            options.Mail.Host = "localhost";
            options.Mail.Port = server.Port;
            options.Mail.From = "noreply@example.com";
            options.Mail.TimeoutSeconds = 1;
            configure?.Invoke(options.Mail);
        });
        return new MailDesk(host, server);
    }

    /// <summary>The same address, after it had ended.</summary>
    public async Task StartServerAsync()
    {
        var port = Server.Port;
        await Server.DisposeAsync();
        Server = await MailServer.StartAsync(new MailServerSettings { Port = port }, Cancellation);
    }

    public Task PutAsync(string id, params string[] to)
    {
        var mail = new OutgoingMail { Id = id, To = to, Subject = id, Text = "…" };
        return AddAsync(OutboxRow.Of(
            new OutboxMessage(id, OutboxWork.MailKind, "", "", mail.ToPayload(), Now)));
    }

    public Task AddAsync(object row) => Host.Work.RunAsync<AppDbContext>(
        null,
        db =>
        {
            db.Add(row);
            return Task.CompletedTask;
        },
        Cancellation);

    public Task ChangeAsync(string id, Action<OutboxRow> change) => Host.Work.RunAsync<AppDbContext>(
        null, async db => change((await db.Outbox.FindAsync([id], Cancellation))!), Cancellation);

    public Task<OutboxReport> RunAsync() => Host.Get<MailJob>().RunAsync(Cancellation);

    public Task<OutboxReport> RunLaterAsync(TimeSpan pause)
    {
        Host.Clock.Advance(pause);
        return RunAsync();
    }

    public async Task RunUntilNothingWaitsAsync(TimeSpan pause)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            await RunLaterAsync(pause);
            if ((await ReadAsync()).All(row => row.Status != OutboxStatus.Waiting)) return;
        }

        Assert.Fail(string.Join('\n', await RowsAsync()));
    }

    public async Task<OutboxRow> RowAsync(string id) => (await ReadAsync()).Single(row => row.Id == id);

    /// <summary>Each as: id, status, attempts, reason.</summary>
    public async Task<List<string>> RowsAsync() =>
    [
        .. (await ReadAsync()).Select(row =>
            $"{row.Id} {row.Status} {row.Attempts} {OutboxError.Of(row, TextResources.English)}"),
    ];

    public Task<FailedAddress?> FailedAsync(string address) => Host.ReadAsync<AppDbContext, FailedAddress?>(
        db => db.FailedAddresses.AsNoTracking()
            .SingleOrDefaultAsync(failed => failed.Address == FailedAddress.KeyOf(address), Cancellation));

    /// <summary>Those that were taken, by id; and all that came, in their order.</summary>
    public static (List<ArrivedMail> Taken, List<ArrivedMail> All) Sort(IReadOnlyList<ReceivedMail> mails)
    {
        var all = mails.Select(mail =>
        {
            var read = MailText.Parse(mail.Raw);
            return new ArrivedMail(read.Subject, read.Headers["Message-ID"], mail.Fate, mail.To);
        }).ToList();
        return ([.. all.Where(mail => mail.Fate == "taken").OrderBy(mail => mail.Id, StringComparer.Ordinal)], all);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Host.DisposeAsync();
    }

    private Task<List<OutboxRow>> ReadAsync() => Host.ReadAsync<AppDbContext, List<OutboxRow>>(async db =>
        [.. (await db.Outbox.AsNoTracking().ToListAsync(Cancellation)).OrderBy(row => row.Id, StringComparer.Ordinal)]);
}
