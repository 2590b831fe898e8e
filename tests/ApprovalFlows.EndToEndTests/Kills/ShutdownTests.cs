using System.Net;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>A node that is told to end finishes what it has begun and takes nothing more.</summary>
[Collection(nameof(KillTests))]
public sealed class ShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Termination_WhileWorkIsUnderWay_FinishesItAndRefusesMore()
    {
        using var workflows = new TemporaryFolder();
        var mayAnswer = new TaskCompletionSource();
        await using var receiver = new Receiver(mayAnswer.Task);
        new FlowDraft("sends").Starts("sends", "POST").Answers(Literal("sent"))
            .Then("Elsa.FlowSendHttpRequest", ("url", Literal($"{receiver.Address}sends", "Uri")))
            .SaveTo(workflows.Path);
        new FlowDraft("reads").Starts("reads", "POST").Answers(Literal("read")).SaveTo(workflows.Path);
        await using var server = new ServerProcess
        {
            Settings =
            {
                ["ApprovalFlows__Workflows__Directory"] = workflows.Path,
                ["ApprovalFlows__OutgoingHttp__AllowedHosts__0"] = "127.0.0.1:*",
                ["ApprovalFlows__OutgoingHttp__AllowPrivateAddresses"] = "true",
            },
        };
        await server.StartAsync(Cancellation);
        using var client = ClientOf(server);
        using var body = new SlowContent([1, 2, 3]);
        using var sent = await client.PostAsync("/workflows/sends", null, Cancellation);
        await receiver.Arrived.WaitAsync(Patience, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/workflows/reads") { Content = body };
        request.Headers.ExpectContinue = true;
        var reading = client.SendAsync(request, Cancellation);
        await body.Started.WaitAsync(Patience, Cancellation);

        var ending = server.TerminateAsync(Cancellation);
        await UntilDrainingAsync(client);
        using var refused = await client.PostAsync("/workflows/reads", null, Cancellation);
        body.Release();
        using var read = await reading;
        mayAnswer.SetResult();
        var exitCode = await ending.WaitAsync(Patience, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("read", await read.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(0, exitCode);
        await EverythingMustBeDoneAsync(server.DataDirectory);
    }

    private static HttpClient ClientOf(ServerProcess server) => new(new SocketsHttpHandler
    {
        Expect100ContinueTimeout = Patience,
    })
    {
        BaseAddress = server.Address,
    };

    private static async Task UntilDrainingAsync(HttpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var answer = await client.GetAsync("/health/ready", limit.Token);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return;
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task EverythingMustBeDoneAsync(string folder)
    {
        await using var db = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder, "approval-flows.db")};Pooling=False").Options);
        var instances = await db.WorkflowInstances.AsNoTracking().ToListAsync(Cancellation);
        Assert.Equal(["reads", "sends"], instances.Select(row => row.DefinitionId).Order());
        Assert.All(instances, row => Assert.Equal(WorkflowSubStatus.Finished, row.SubStatus));
        Assert.Equal(OutboxStatus.Done, (await db.Outbox.AsNoTracking().SingleAsync(Cancellation)).Status);
    }
}
