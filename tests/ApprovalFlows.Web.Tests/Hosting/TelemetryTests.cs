using System.Collections.Concurrent;
using System.Text;
using ApprovalFlows.Core;
using ApprovalFlows.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApprovalFlows.Web.Tests.Hosting;

/// <summary>What a collector receives over OTLP: names of the spans and measures, case numbers, no people.</summary>
public sealed class TelemetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_WithACollector_ArrivesThereWithCaseNumbersAndWithoutPeople()
    {
        await using var collector = await Collector.StartAsync(Cancellation);
        string number;
        await using (var application = new OperatedApplication(_ => { }))
        {
            application.Settings["ApprovalFlows:Telemetry:OtlpEndpoint"] = collector.Address;
            using var employer = new ApiUser(application.CreateClient());
            await employer.SignInAsync("employer", Cancellation);
            number = await employer.ApplyAsync(ChinaTime.DateOf(application.Clock.GetUtcNow()), Cancellation);
            await employer.ReadCaseAsync(number, Cancellation);
            await employer.SendAsync(HttpMethod.Get, "/api/cases?q=13800138000", null, Cancellation);
            await employer.SendAsync(HttpMethod.Post, "/dev/jobs/reminders/run", null, Cancellation);
        }

        var (traces, metrics) = (collector.TextOf("/v1/traces"), collector.TextOf("/v1/metrics"));
        foreach (var name in new[] { "burst", "employer-certificate", "job reminders", "case.number", number })
            Assert.Contains(name, traces, StringComparison.Ordinal);
        foreach (var name in new[]
        {
            "approvalflows.burst.duration", "approvalflows.job.duration", "approvalflows.outbox.age",
            "http.server.request.duration",
        })
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        foreach (var secret in new[] { "13800138000", "示例联系人", "示例代表", TestApplication.Password })
            Assert.DoesNotContain(secret, traces + metrics, StringComparison.Ordinal);
    }

    /// <summary>Keeps what is posted to it. Texts of protobuf are plain UTF-8, so that one can look for them.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Text)> received = new();

        public string Address => app.Urls.Single();

        public static async Task<Collector> StartAsync(CancellationToken cancellation)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var collector = new Collector(app);
            app.Run(collector.TakeAsync);
            await app.StartAsync(cancellation);
            return collector;
        }

        public string TextOf(string path) =>
            string.Concat(received.Where(one => one.Path == path).Select(one => one.Text));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task TakeAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.Enqueue((context.Request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        }
    }
}
