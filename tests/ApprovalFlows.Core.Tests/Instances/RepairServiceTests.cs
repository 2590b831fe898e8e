using System.Text.Json.Nodes;
using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlows.Core.Tests.Instances;

public abstract class RepairServiceTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Actor FlowAdmin =
        new(Guid.CreateVersion7(), "flow-admin", "流程管理员", new HashSet<string> { Roles.FlowAdmin }, [], null);
    private static readonly Actor Auditor =
        new(Guid.CreateVersion7(), "auditor", "审计人员", new HashSet<string> { Roles.Auditor }, [], null);

    private CoreHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(kind);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Retry_AfterAChangedVariable_FinishesAndRecordsBoth()
    {
        var id = await StartAsync();
        await RepairAsync((service, request) =>
            service.ModifyVariableAsync(id, request, "ContactPhone", JsonValue.Create("13877001234")), id);

        await RepairAsync((service, request) => service.RetryAsync(id, request), id);

        Assert.Equal(WorkflowSubStatus.Finished, (await InstanceAsync(id)).SubStatus);
        var rows = await RowsAsync(id);
        Assert.Equal(["ModifyVariable", "Retry"], rows.Select(row => row.Alteration));
        Assert.Equal(("流程管理员", "repair", "ContactPhone"), (rows[0].ActorName, rows[0].Reason, rows[0].Target));
        Assert.Equal("*******1234", rows[0].NewValue);
        Assert.Equal("check", rows[1].Target);
    }

    [Fact]
    public async Task Retry_Refused_RecordsNothing()
    {
        var id = await StartAsync();
        var before = await InstanceAsync(id);

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() =>
            RepairAsync((service, request) => service.ScheduleAsync(id, request, "none"), id));

        Assert.Equal(RuleKind.Conflict, refusal.Kind);
        Assert.Equal("Alteration.ActivityUnknown", refusal.Sentence.Key);
        Assert.Equal(before.Revision, (await InstanceAsync(id)).Revision);
        Assert.Empty(await RowsAsync(id));
    }

    [Fact]
    public async Task Cancel_OlderRevisionOrNoReason_IsRefused()
    {
        var id = await StartAsync();

        var stale = await Assert.ThrowsAsync<RuleViolation>(() => host.Work.RunAsync<RepairService>(
            FlowAdmin, service => service.CancelAsync(id, new RepairRequest("x", 99)), Cancellation));
        var silent = await Assert.ThrowsAsync<RuleViolation>(() => host.Work.RunAsync<RepairService>(
            FlowAdmin, service => service.CancelAsync(id, new RepairRequest(" ", 1)), Cancellation));

        Assert.Equal("InstanceChangedMeanwhile", stale.Sentence.Key);
        Assert.Contains("reason", silent.Errors.Keys);
    }

    [Fact]
    public async Task Cancel_ByAnAuditor_IsForbiddenButMayRead()
    {
        var id = await StartAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => host.Work.RunAsync<RepairService>(
            Auditor, service => service.CancelAsync(id, new RepairRequest("x", 1)), Cancellation));
        var view = await host.Work.RunAsync<InstanceService, InstanceView>(
            Auditor, service => service.ShowAsync(id, Cancellation), Cancellation);

        Assert.Equal(RuleKind.Forbidden, refusal.Kind);
        Assert.Equal("check", Assert.Single(view.Inspection!.Incidents).ActivityId);
    }

    [Fact]
    public async Task Migrate_WaitingInstance_MovesItsBookmarkInTheSameCommit()
    {
        await ImportAsync(Waiting("first"));
        var id = await StartInstanceAsync();
        await ImportAsync(Waiting("second"));

        await RepairAsync(
            (service, request) => service.MigrateAsync(
                id, request, 2, new Dictionary<string, string> { ["first"] = "second" }),
            id);

        var bookmark = Assert.Single(await host.ReadAsync<IWorkflowStore, IReadOnlyList<StoredBookmark>>(
            store => store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, Cancellation)));
        Assert.Equal("second", bookmark.ActivityId);
        Assert.Equal(2, (await InstanceAsync(id)).Version);
        Assert.Equal("1 → 2", Assert.Single(await RowsAsync(id)).Target);
    }

    [Fact]
    public async Task RetryMessage_Dead_WaitsAgainAndIsRecorded()
    {
        var id = await StartAsync();
        await host.Work.RunAsync<AppDbContext>(null, db => AddDeadAsync(db, id), Cancellation);

        await host.Work.RunAsync<OutboxService>(
            FlowAdmin, service => service.RetryAsync("m1", "host is up again", Cancellation), Cancellation);

        var row = await host.ReadAsync<AppDbContext, OutboxRow>(
            db => db.Outbox.SingleAsync(item => item.Id == "m1", Cancellation));
        Assert.Equal((OutboxStatus.Waiting, 0), (row.Status, row.Attempts));
        Assert.Equal("RetryMessage", Assert.Single(await RowsAsync(id)).Alteration);
    }

    private static Task AddDeadAsync(AppDbContext db, string instanceId)
    {
        var row = OutboxRow.Of(new OutboxMessage(
            "m1", "http-request", instanceId, "a", "{}", DateTimeOffset.UnixEpoch));
        for (var i = 0; i < OutboxLimits.MaxAttempts; i++) row.Fail("down", DateTimeOffset.UnixEpoch);
        db.Outbox.Add(row);
        return Task.CompletedTask;
    }

    private async Task<string> StartAsync()
    {
        await ImportAsync("""
            {"definitionId":"flow","name":"flow",
             "variables":[{"id":"v","name":"ContactPhone","typeName":"String",
               "storageDriverTypeName":"WorkflowInstanceStorageDriver"}],
             "root":{"id":"check","type":"Elsa.WriteLine","text":{"typeName":"String","expression":
               {"type":"JavaScript","value":"getVariable('ContactPhone') ? 'ok' : missing()"}}}}
            """);
        return await StartInstanceAsync();
    }

    private static string Waiting(string id) => $$"""
        {"definitionId":"flow","name":"flow","root":{"id":"seq","type":"Elsa.Sequence","activities":[
          {"id":"{{id}}","type":"Elsa.Event","eventName":{"typeName":"String","expression":
            {"type":"Literal","value":"go"} } }]} }
        """;

    private Task ImportAsync(string json) => host.Work.RunAsync<DefinitionLibrary>(
        null, library => library.ImportAsync(json, publish: true), Cancellation);

    private async Task<string> StartInstanceAsync() => (await host.Work.RunAsync<WorkflowRuntime, BurstResult>(
        null,
        runtime => runtime.StartAsync(new StartRequest { DefinitionId = "flow" }, Cancellation),
        Cancellation)).InstanceId;

    private async Task RepairAsync(Func<RepairService, RepairRequest, Task> repair, string id)
    {
        var request = new RepairRequest("repair", (await InstanceAsync(id)).Revision);
        await host.Work.RunAsync<RepairService>(FlowAdmin, service => repair(service, request), Cancellation);
    }

    private async Task<StoredInstance> InstanceAsync(string id) =>
        (await host.ReadAsync<IWorkflowStore, StoredInstance?>(store => store.FindInstanceAsync(id, Cancellation)))!;

    private Task<List<AlterationRecord>> RowsAsync(string id) => host.ReadAsync<AppDbContext, List<AlterationRecord>>(
        db => db.WorkflowAlterations
            .Where(row => row.InstanceId == id).OrderBy(row => row.Id).ToListAsync(Cancellation));
}

public sealed class SqliteRepairServiceTests() : RepairServiceTests(DatabaseKind.Sqlite);

public sealed class PostgresRepairServiceTests : RepairServiceTests
{
    public PostgresRepairServiceTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}
