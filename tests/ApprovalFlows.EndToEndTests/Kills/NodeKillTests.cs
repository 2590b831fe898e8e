using System.Globalization;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Execution;
using Microsoft.EntityFrameworkCore;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.EndToEndTests.Kills;

/// <summary>
/// 2,000 instances on two nodes, one of which is killed every few seconds: each starts over HTTP,
/// waits at a bookmark, is sent on over HTTP, sends a request outside, waits for its answer, starts
/// a child and ends.
/// </summary>
[Collection(nameof(KillTests))]
public sealed class NodeKillTests
{
    private const int Instances = 2_000;
    private const int Clients = 8;
    private const int LeastKills = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_KilledWhileTheyWork_FinishEveryInstanceWithEachEffectOnce()
    {
        var postgres = new PostgresDatabase();
        using var workflows = new TemporaryFolder();
        await using var receiver = new Receiver();
        RelayFlow(receiver.Address).SaveTo(workflows.Path);
        new FlowDraft("effect").Then("Elsa.WriteLine", ("text", Literal("done", "String"))).SaveTo(workflows.Path);
        await using var nodes = new NodePair(postgres, workflows.Path);
        await nodes.StartAsync(Cancellation);
        var ids = Enumerable.Range(1, Instances)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"relay-{number:D4}")).ToList();
        using var driver = new InstanceDriver(nodes);
        var started = TimeProvider.System.GetTimestamp();

        var driving = Parallel.ForEachAsync(
            ids.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = Cancellation },
            async (item, stop) => await driver.DriveAsync(item.Item, item.Index, stop));
        await nodes.KillUntilAsync(driving, Cancellation);
        await driving;
        var driven = TimeProvider.System.GetElapsedTime(started);
        await UntilAllFinishedAsync(postgres);

        var finished = TimeProvider.System.GetElapsedTime(started);
        var tail = (finished - driven).TotalSeconds;
        var deliveries = receiver.Deliveries.Sum(keys => keys.Count());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{nodes.Kills} kills, {deliveries} deliveries, {driven.TotalSeconds:F0} + {tail:F0} s"));
        Assert.True(nodes.Kills >= LeastKills, $"Only {nodes.Kills} kills.");
        await EachEffectMustHaveHappenedOnceAsync(postgres, ids, receiver.Deliveries);
    }

    private static FlowDraft RelayFlow(Uri receiver) => new FlowDraft("relay")
        .Starts("relay", "POST")
        .Answers(Literal("started"))
        .Waits("js:'relay/' + getWorkflowInstanceId() + '/go'", "POST")
        .Answers(Literal("went"))
        .Then(
            "Elsa.FlowSendHttpRequest",
            ("url", Script($"'{receiver}' + getWorkflowInstanceId()", "Uri")),
            ("method", Literal("POST", "String")))
        .Then("Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("effect", "String")));

    // Deliveries that a killed node had taken wait until its claim runs out.
    private static async Task UntilAllFinishedAsync(PostgresDatabase postgres)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            await using var db = Open(postgres);
            var running = await db.WorkflowInstances.CountAsync(
                row => row.Status == WorkflowStatus.Running, Cancellation);
            var waiting = await db.Outbox.CountAsync(row => row.Status == OutboxStatus.Waiting, Cancellation);
            if (running + waiting == 0) return;
            Assert.False(limit.IsCancellationRequested, $"{running} still run, {waiting} messages wait.");
            await pulse.WaitForNextTickAsync(Cancellation);
        }
    }

    private static async Task EachEffectMustHaveHappenedOnceAsync(
        PostgresDatabase postgres, List<string> ids, ILookup<string, string> deliveries)
    {
        await using var db = Open(postgres);
        var instances = await db.WorkflowInstances.AsNoTracking().ToListAsync(Cancellation);
        var outbox = await db.Outbox.AsNoTracking().ToListAsync(Cancellation);
        var pages = await db.WorkflowJournal.AsNoTracking().ToListAsync(Cancellation);
        var journal = pages.SelectMany(page => page.Read().Select(entry => (page.InstanceId, Entry: entry)))
            .ToLookup(pair => pair.InstanceId, pair => pair.Entry);

        Assert.All(
            instances,
            row => Assert.Equal((WorkflowSubStatus.Finished, 0), (row.SubStatus, row.IncidentCount)));
        Assert.Equal(ids, instances.Where(row => row.DefinitionId == "relay").Select(row => row.Id).Order());
        Assert.Equal(
            ids, instances.Where(row => row.DefinitionId == "effect").Select(row => row.ParentInstanceId!).Order());
        Assert.All(outbox, row => Assert.Equal(OutboxStatus.Done, row.Status));
        var requests = outbox.Where(row => row.Kind == OutboxWork.HttpKind)
            .OrderBy(row => row.InstanceId, StringComparer.Ordinal).ToList();
        Assert.Equal(ids, requests.Select(row => row.InstanceId));
        foreach (var request in requests)
        {
            Assert.Equal([request.Id], deliveries[request.InstanceId].Distinct());
            var entries = journal[request.InstanceId].OrderBy(entry => entry.Sequence).ToList();
            Assert.Equal(Enumerable.Range(0, entries.Count), entries.Select(entry => (int)entry.Sequence));
            var completed = entries.Where(entry => entry.EventName == "Completed").Select(entry => entry.ActivityId);
            Assert.Equal(["a0", "a1", "a2", "a3", "a4", "a5", "root", "Workflow1"], completed);
        }

        Assert.Empty(await db.WorkflowBookmarks.ToListAsync(Cancellation));
    }

    private static PostgresAppDbContext Open(PostgresDatabase postgres) => new(
        new DbContextOptionsBuilder<PostgresAppDbContext>().UseNpgsql(postgres.ConnectionString).Options);
}
