using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Jobs;

public abstract class OutboxJobTests(DatabaseKind kind) : IAsyncLifetime
{
    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await CoreHost.StartAsync(kind);
        await PublishAsync("waiter", "\"type\":\"Elsa.Event\"");
        await PublishAsync("teller", "\"type\":\"Elsa.PublishEvent\"");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Run_NobodyWaitsForAnHour_DeliversAsSoonAsSomebodyDoes()
    {
        await StartAsync("teller");
        await RunAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(50));
        var waiter = await StartAsync("waiter");

        var report = await RunAsync();

        Assert.Equal(new OutboxReport(1, 1, 0), report);
        Assert.Equal(WorkflowSubStatus.Finished, await SubStatusAsync(waiter));
    }

    [Fact]
    public async Task Run_StimulusStartedSomethingAndIsKept_DoesNotStartItAgain()
    {
        await PublishAsync("started", "\"type\":\"Elsa.Event\",\"canStartWorkflow\":true");
        await StartAsync("teller");

        await RunAsync();
        host.Clock.Advance(OutboxLimits.KeptPause);
        await RunAsync();

        Assert.Equal(1, await CountAsync("started"));
    }

    [Fact]
    public async Task Run_NobodyWaitsForAMonth_IsGivenUpForAPersonToSee()
    {
        await StartAsync("teller");
        await RunAsync();
        host.Clock.Advance(OutboxLimits.MaxKept);

        await RunAsync();

        Assert.Equal(OutboxStatus.Dead, (await RowAsync()).Status);
    }

    [Fact]
    public async Task Run_KeptAndNothingNew_LeavesItAlone()
    {
        await StartAsync("teller");
        await RunAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await RunAsync();

        Assert.Equal(0, report.Considered);
        Assert.Equal(0, (await RowAsync()).Attempts);
    }

    private Task PublishAsync(string definitionId, string activity) => host.Work.RunAsync<DefinitionLibrary>(
        null,
        library => library.ImportAsync(
            $$"""
            {"definitionId":"{{definitionId}}","name":"{{definitionId}}","root":{"id":"a",{{activity}},
             "eventName":{"typeName":"String","expression":{"type":"Literal","value":"ready"} } } }
            """,
            publish: true),
        Cancellation);

    private async Task<string> StartAsync(string definitionId) =>
        (await host.Work.RunAsync<WorkflowRuntime, BurstResult>(
            null,
            runtime => runtime.StartAsync(new StartRequest { DefinitionId = definitionId }, Cancellation),
            Cancellation)).InstanceId;

    private Task<OutboxReport> RunAsync() => host.Get<OutboxJob>().RunAsync(Cancellation);

    private Task<WorkflowSubStatus> SubStatusAsync(string id) => host.ReadAsync<AppDbContext, WorkflowSubStatus>(
        db => db.WorkflowInstances.Where(row => row.Id == id).Select(row => row.SubStatus).SingleAsync(Cancellation));

    private Task<int> CountAsync(string definitionId) => host.ReadAsync<AppDbContext, int>(
        db => db.WorkflowInstances.CountAsync(row => row.DefinitionId == definitionId, Cancellation));

    private Task<OutboxRow> RowAsync() => host.ReadAsync<AppDbContext, OutboxRow>(
        db => db.Outbox.AsNoTracking().SingleAsync(Cancellation));
}

public sealed class SqliteOutboxJobTests() : OutboxJobTests(DatabaseKind.Sqlite);

public sealed class PostgresOutboxJobTests : OutboxJobTests
{
    public PostgresOutboxJobTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
