using ApprovalFlows.Core.Cases;
using ApprovalFlows.Core.Inbox;
using ApprovalFlows.Core.Inbox.Batches;
using ApprovalFlows.Core.Jobs;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Tests.Flows;

namespace ApprovalFlows.Core.Tests.Inbox;

public abstract class TaskBatchTests(DatabaseKind kind) : IAsyncLifetime
{
    private EmployerFlow flow = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => flow = await EmployerFlow.StartAsync(kind);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return flow.DisposeAsync();
    }

    [Fact]
    public async Task Decide_SeveralOfWhichOneChanged_RefusesThatOneOnly()
    {
        var numbers = new[] { await flow.SubmitAsync(), await flow.SubmitAsync(), await flow.SubmitAsync() };
        var tasks = await SelectAsync(numbers);
        await flow.Host.Work.RunAsync<DecisionService, ReviewTask>(
            await flow.ActorAsync("window"),
            decisions => decisions.ClaimAsync(tasks[1].Id, Cancellation),
            Cancellation);

        var batch = await OrderAsync(new BatchOrder(BatchAct.Decide, "accept", null, tasks));
        var done = await flow.Host.Get<TaskBatchJob>().RunAsync(Cancellation);
        var again = await flow.Host.Get<TaskBatchJob>().RunAsync(Cancellation);

        var view = await ShowAsync(batch.Id);
        Assert.Equal((3, 0), (done, again));
        Assert.NotNull(view.Batch.FinishedAt);
        Assert.Equal(
            [BatchResult.Done, BatchResult.Refused, BatchResult.Done], view.Lines.Select(line => line.Item.Result));
        Assert.Contains("2", view.Lines[1].Item.Reason!.Zh, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.InReview, await flow.StatusAsync(numbers[0]));
        Assert.Equal(CaseStatus.Submitted, await flow.StatusAsync(numbers[1]));
        Assert.Equal(CaseStatus.InReview, await flow.StatusAsync(numbers[2]));
    }

    [Fact]
    public async Task Claim_AndRelease_MoveTasksBetweenTheDesks()
    {
        var tasks = await SelectAsync([await flow.SubmitAsync(), await flow.SubmitAsync()]);

        await OrderAsync(new BatchOrder(BatchAct.Claim, null, null, tasks));
        await flow.Host.Get<TaskBatchJob>().RunAsync(Cancellation);
        var claimed = await flow.OpenTaskAsync("YG-2026-000001");
        await OrderAsync(new BatchOrder(BatchAct.Release, null, null, tasks));
        await flow.Host.Get<TaskBatchJob>().RunAsync(Cancellation);

        Assert.NotNull(claimed.AssigneeId);
        Assert.Null((await flow.OpenTaskAsync("YG-2026-000001")).AssigneeId);
    }

    [Fact]
    public async Task Run_ByTwoNodesAtOnce_DoesEachItemOnce()
    {
        List<string> numbers = [];
        for (var index = 0; index < 6; index++) numbers.Add(await flow.SubmitAsync());
        var batch = await OrderAsync(new BatchOrder(BatchAct.Claim, null, null, await SelectAsync(numbers)));

        await Task.WhenAll(
            flow.Host.Get<TaskBatchJob>().RunAsync(Cancellation),
            flow.Host.Get<TaskBatchJob>().RunAsync(Cancellation));

        var view = await ShowAsync(batch.Id);
        Assert.Equal(6, view.Count(BatchResult.Done));
        foreach (var number in numbers) Assert.Equal(2, (await flow.OpenTaskAsync(number)).Revision);
    }

    [Fact]
    public async Task Order_OfTooManyOrNone_IsRefused()
    {
        var many = Enumerable.Range(0, TaskBatch.MaxItems + 1)
            .Select(_ => new SelectedTask(Guid.CreateVersion7(), 1)).ToList();

        var tooMany = await Assert.ThrowsAsync<RuleViolation>(
            () => OrderAsync(new BatchOrder(BatchAct.Claim, null, null, many)));
        var none = await Assert.ThrowsAsync<RuleViolation>(
            () => OrderAsync(new BatchOrder(BatchAct.Claim, null, null, [])));

        Assert.Equal((RuleKind.Invalid, RuleKind.Invalid), (tooMany.Kind, none.Kind));
    }

    [Fact]
    public async Task Show_ByAnotherPerson_IsUnknown()
    {
        var tasks = await SelectAsync([await flow.SubmitAsync()]);
        var batch = await OrderAsync(new BatchOrder(BatchAct.Claim, null, null, tasks));

        var refusal = await Assert.ThrowsAsync<RuleViolation>(() => ShowAsync(batch.Id, "hr"));

        Assert.Equal(RuleKind.NotFound, refusal.Kind);
    }

    private async Task<List<SelectedTask>> SelectAsync(IEnumerable<string> numbers)
    {
        List<SelectedTask> tasks = [];
        foreach (var number in numbers)
        {
            var task = await flow.OpenTaskAsync(number);
            tasks.Add(new SelectedTask(task.Id, task.Revision));
        }

        return tasks;
    }

    private async Task<TaskBatch> OrderAsync(BatchOrder order) =>
        await flow.Host.Work.RunAsync<TaskBatchService, TaskBatch>(
            await flow.ActorAsync("window"), batches => batches.OrderAsync(order, Cancellation), Cancellation);

    private async Task<BatchView> ShowAsync(Guid batch, string user = "window")
    {
        var actor = await flow.ActorAsync(user);
        await using var scope = flow.Host.OpenScope();
        scope.Get<CurrentActor>().Actor = actor;
        return await scope.Get<TaskBatchService>().ShowAsync(batch, Cancellation);
    }
}

public sealed class TaskBatchOnSqliteTests() : TaskBatchTests(DatabaseKind.Sqlite);

public sealed class TaskBatchOnPostgresTests() : TaskBatchTests(DatabaseKind.PostgreSql);
