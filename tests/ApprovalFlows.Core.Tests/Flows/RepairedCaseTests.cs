using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Flows;

public sealed class RepairedCaseTests : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync();

    public ValueTask DisposeAsync() => flow.DisposeAsync();

    [Fact]
    public async Task Migrate_StepRenamed_TheOpenTaskIsDecidedInTheNewVersion()
    {
        var number = await flow.SubmitAsync();
        var before = await flow.OpenTaskAsync(number);
        await ImportWithRenamedStepAsync();

        await RepairAsync(before, (service, request) => service.MigrateAsync(
            before.InstanceId, request, 2, new Dictionary<string, string> { ["window"] = "front-desk" }));

        var task = await flow.OpenTaskAsync(number);
        Assert.Equal((before.Id, "front-desk"), (task.Id, task.StepId));
        await flow.DecideAsync(number, "window", "accept");
        Assert.Equal("initial-review", (await flow.OpenTaskAsync(number)).StepId);
        var file = await flow.ShowAsync(number);
        Assert.Equal(CaseStatus.InReview, file.Status);
        Assert.Contains(file.History, entry => entry.Action == "flowRepaired");
    }

    [Fact]
    public async Task Migrate_WithoutMapping_IsRefusedAndChangesNothing()
    {
        var number = await flow.SubmitAsync();
        var before = await flow.OpenTaskAsync(number);
        await ImportWithRenamedStepAsync();

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => RepairAsync(before, (service, request) =>
            service.MigrateAsync(before.InstanceId, request, 2, new Dictionary<string, string>())));

        Assert.Equal("Alteration.NoCounterpart", refusal.Sentence.Key);
        Assert.Equal("window", (await flow.OpenTaskAsync(number)).StepId);
    }

    [Fact]
    public async Task Cancel_CaseUnderReview_ClosesItsTaskAndSaysSo()
    {
        var number = await flow.SubmitAsync();
        var task = await flow.OpenTaskAsync(number);

        await RepairAsync(task, (service, request) => service.CancelAsync(task.InstanceId, request));

        Assert.Equal(ReviewTaskStatus.Closed, Assert.Single(await flow.TasksAsync(number)).Status);
        Assert.Equal("flowCancelled", (await flow.ShowAsync(number)).History[^1].Action);
    }

    private async Task ImportWithRenamedStepAsync()
    {
        var json = await File.ReadAllTextAsync(
            RepositoryFiles.PathOf($"workflows/{EmployerFlow.Flow}.json"), Cancellation);
        var renamed = json.Replace("\"window\"", "\"front-desk\"", StringComparison.Ordinal)
            .Replace("\"value\": \"front-desk\"", "\"value\": \"window\"", StringComparison.Ordinal);
        await flow.Host.Work.RunAsync<DefinitionLibrary>(
            null, library => library.ImportAsync(renamed, publish: true), Cancellation);
    }

    private async Task RepairAsync(ReviewTask task, Func<RepairService, RepairRequest, Task> repair)
    {
        var instance = await flow.Host.ReadAsync<IWorkflowStore, StoredInstance?>(
            store => store.FindInstanceAsync(task.InstanceId, Cancellation));
        var request = new RepairRequest("错误的步骤", instance!.Revision);
        await flow.Host.Work.RunAsync<RepairService>(
            await flow.ActorAsync("flow-admin"), service => repair(service, request), Cancellation);
    }
}
