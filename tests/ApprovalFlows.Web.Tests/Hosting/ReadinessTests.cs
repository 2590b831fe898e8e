using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApprovalFlows.Core.Certificates;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>What takes a node out of service, and what it only says.</summary>
public sealed class ReadinessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_WhenAllIsWell_SaysSo()
    {
        await using var application = Printing(isThere: true);

        var (status, body) = await AskAsync(application);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", body.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("missing").ValueKind);
        Assert.Empty(body.GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task Ready_WithWhatAllNodesSuffer_IsDegraded()
    {
        await using var application = Printing(isThere: false);
        application.Settings["ApprovalFlows:Health:MinFreeMegabytes"] = "1000000";
        await WaitInTheOutboxAsync(application);
        await PretendANewerNodeAsync(application);
        application.Clock.MoveTo(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8)));

        var (status, body) = await AskAsync(application);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("degraded", body.GetProperty("status").GetString());
        Assert.Equal(
            ["newerSchema", "outbox", "disk", "calendar", "printer"],
            body.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("name").GetString()));
        Assert.All(body.GetProperty("notes").EnumerateArray(), note =>
            Assert.EndsWith("。", note.GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ready_WithoutTheSigningKey_IsNotReady()
    {
        await using var application = Printing(isThere: true);
        await AskAsync(application);
        var services = application.Services;
        Directory.Delete(Path.Combine(application.DataDirectory, "keys"), recursive: true);
        services.GetRequiredService<Core.Audit.Keys.AuditKeyring>().Forget();

        await MustBeMissingAsync(application, "signingKey");
    }

    [Fact]
    public async Task Ready_WithAnOlderSchema_IsNotReady()
    {
        await using var application = Printing(isThere: true);
        await ExecuteAsync(application, """DELETE FROM "__EFMigrationsHistory" """);

        await MustBeMissingAsync(application, "migrations");
    }

    [Fact]
    public async Task Ready_OnceItIsToldToEnd_IsNotReady()
    {
        await using var application = Printing(isThere: true);
        application.Services.GetRequiredService<Draining>().Begin();

        await MustBeMissingAsync(application, "draining");
    }

    private static OperatedApplication Printing(bool isThere) => new(services =>
        services.Replace(ServiceDescriptor.Singleton<IPdfRenderer>(new Printer(isThere))));

    private static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(OperatedApplication application)
    {
        using var client = application.CreateClient();
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    private static async Task MustBeMissingAsync(OperatedApplication application, string name)
    {
        var (status, body) = await AskAsync(application);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("notReady", body.GetProperty("status").GetString());
        Assert.Equal(name, body.GetProperty("missing").GetString());
    }

    private static Task WaitInTheOutboxAsync(OperatedApplication application)
    {
        var at = application.Clock.GetUtcNow();
        return application.Services.GetRequiredService<UnitOfWork>().RunAsync<AppDbContext>(null, db =>
        {
            db.Outbox.Add(OutboxRow.Of(new OutboxMessage("late", "mail", "none", "none", "{}", at)));
            return Task.CompletedTask;
        });
    }

    private static Task PretendANewerNodeAsync(OperatedApplication application) => ExecuteAsync(
        application, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0.0')""");

    private static async Task ExecuteAsync(OperatedApplication application, string sql)
    {
        await using var scope = application.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database
            .ExecuteSqlRawAsync(sql, Cancellation);
    }

    private sealed class Printer(bool isThere) : IPdfRenderer
    {
        public bool IsAvailable => isThere;

        public Task<byte[]> PrintAsync(string html, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("Nothing is printed here.");
    }
}
