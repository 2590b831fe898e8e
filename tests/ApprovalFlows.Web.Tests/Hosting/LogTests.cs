using System.Net.Http.Json;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>Lines of the log tell which case and which account, and never who that is.</summary>
public sealed class LogTests
{
    private const string WrongPassword = "Geheim#4711";
    private static readonly string[] s_personal =
    [
        "示例代表", "示例联系人", "示例管理员", "示例翻译", "450681199001010012", "13800138000", "阮示例",
        TestApplication.Password, WrongPassword, "citizen@example.org", "黄秀英", "Bearer ",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_WithFailures_LeavesNoPersonalDataInTheLog()
    {
        using var logs = new CapturedLogs();
        await using var application = new OperatedApplication(
            services => services.AddSingleton<ILoggerProvider>(logs)
                .AddScoped<IOutboxChannel>(_ => new RefusingChannel()));
        var (number, token) = await RunStoryAsync(application);

        var log = application.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test");
        log.LogInformation("the capture works");

        Assert.Contains(logs.Lines, line => line.Contains("the capture works", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.Contains("refusal failed", StringComparison.Ordinal));
        foreach (var secret in s_personal.Append(token))
            Assert.DoesNotContain(logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.NotEmpty(number);
    }

    [Fact]
    public async Task Line_OfARequest_BearsTraceActorAndCase()
    {
        using var logs = new CapturedLogs();
        await using var application = new OperatedApplication(services => services
            .AddSingleton<ILoggerProvider>(logs)
            .Configure<LoggerFilterOptions>(filter => filter.MinLevel = LogLevel.Debug)
            .Configure<LoggerFilterOptions>(filter => filter.Rules.Clear()));
        using var employer = new ApiUser(application.CreateClient());
        await employer.SignInAsync("employer", Cancellation);
        var number = await employer.ApplyAsync(ChinaTime.DateOf(application.Clock.GetUtcNow()), Cancellation);

        await employer.ReadCaseAsync(number, Cancellation);

        Assert.Contains(logs.Lines, line => line.Contains($"case={number}", StringComparison.Ordinal)
            && line.Contains("actor=", StringComparison.Ordinal)
            && line.Contains("TraceId", StringComparison.Ordinal));
    }

    private static async Task<(string Number, string Token)> RunStoryAsync(OperatedApplication application)
    {
        using var stranger = application.CreateClient();
        using var refused = await stranger.PostAsJsonAsync(
            "/api/sign-in", new { userName = "employer", password = WrongPassword }, Cancellation);
        using var objected = await stranger.PostAsJsonAsync(
            "/api/assessments/2025/91450681MA0TEXT12B/objections",
            new { office = "police", reason = "黄秀英看到的事实如此。", name = "黄秀英", mail = "citizen@example.org" },
            Cancellation);
        using var client = await application.SignInAsync("employer", Cancellation);
        using var employer = new ApiUser(client);
        var number = await employer.ApplyAsync(ChinaTime.DateOf(application.Clock.GetUtcNow()), Cancellation);
        using var window = new ApiUser(await application.SignInAsync("window", Cancellation));
        var task = (await window.FindTasksAsync(number, Cancellation)).Single().GetProperty("id").GetGuid();
        await window.ClaimAsync(task, Cancellation);
        await window.DecideAsync(task, "accept", 99, Cancellation);
        foreach (var path in new[] { "/api/tasks?q=示例联系人", "/api/workers?q=阮示例", "/verify/13800138000" })
        {
            using var seen = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        }

        await FailAsync(application);
        return (number, client.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    // The other side answers with whom it was for, as mail servers do.
    private static async Task FailAsync(OperatedApplication application)
    {
        var now = application.Clock.GetUtcNow();
        await application.Services.GetRequiredService<UnitOfWork>().RunAsync<AppDbContext>(null, db =>
        {
            db.Outbox.Add(new OutboxRow
            {
                Id = "refusal",
                Kind = RefusingChannel.Name,
                InstanceId = "none",
                ActivityInstanceId = "none",
                Payload = "{}",
                CreatedAt = now,
                NextAttemptAt = now,
            });
            return Task.CompletedTask;
        });
        using var client = application.CreateClient();
        using var run = await client.PostAsync(new Uri("/dev/jobs/outbox/run", UriKind.Relative), null, Cancellation);
        run.EnsureSuccessStatusCode();
    }

    private sealed class RefusingChannel : IOutboxChannel
    {
        public const string Name = "refusing";

        public string Kind => Name;

        public Task<OutboxAnswer?> SendAsync(OutboxMessage message, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("citizen@example.org (阮示例) is unknown here");
    }
}
