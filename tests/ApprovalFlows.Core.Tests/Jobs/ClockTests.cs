using ApprovalFlows.Core.Tests.Persistence;
using ApprovalFlows.TestSupport;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ApprovalFlows.TestSupport.FlowDraft;

namespace ApprovalFlows.Core.Tests.Jobs;

/// <summary>What is due happens once, whatever the clock does.</summary>
public abstract class ClockTests : IAsyncDisposable
{
    private const string Hourly = "0 0 * * * *";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract FakeClock Clock { get; }

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task Delay_WhenTheClockIsSetBack_IsOverOnce()
    {
        await PublishAsync(new FlowDraft("flow").Then("Elsa.Delay", ("timeSpan", Literal("01:00:00", "TimeSpan"))));
        var started = await RunAsync<WorkflowRuntime, BurstResult>(runtime =>
            runtime.StartAsync(new StartRequest { DefinitionId = "flow" }, Cancellation));
        Clock.Advance(Hour);

        var due = await SweepAsync();
        Clock.SetBack(2 * Hour);
        var back = await SweepAsync();
        Clock.Advance(4 * Hour);
        var again = await SweepAsync();

        Assert.Equal((1, 0, 0), (due, back, again));
        var journal = await RunAsync<IWorkflowStore, IReadOnlyList<JournalEntry>>(store =>
            store.ReadJournalAsync(started.InstanceId, 0, 100, Cancellation));
        Assert.Single(journal, entry => entry.ActivityId == "a0" && entry.EventName == "Completed");
    }

    [Theory]
    [InlineData("Elsa.Cron")]
    [InlineData("Elsa.Timer")]
    public async Task Trigger_WhenTheClockIsSetBackAfterItFired_DoesNotFireForThatTimeAgain(string type)
    {
        await PublishAsync(Recurring(type));
        Clock.Advance(Hour);

        var first = await SweepAsync();
        Clock.SetBack(0.5 * Hour);
        var back = await SweepAsync();
        Clock.Advance(0.5 * Hour);
        var same = await SweepAsync();
        Clock.Advance(Hour);
        var next = await SweepAsync();

        Assert.Equal((1, 0, 0, 1), (first, back, same, next));
        Assert.Equal(2, await CountAsync());
    }

    [Theory]
    [InlineData("Elsa.Cron")]
    [InlineData("Elsa.Timer")]
    public async Task Trigger_WhenTheClockIsSetBackWhileItFires_DoesNotFireForThatTimeAgain(string type)
    {
        await PublishAsync(Recurring(type));
        Clock.Advance(Hour);
        var claimed = await ClaimAsync();

        Clock.SetBack(0.5 * Hour);
        await FireAsync(claimed);
        Clock.Advance(0.6 * Hour);
        var again = await SweepAsync();

        Assert.Equal(0, again);
        Assert.Equal(1, await CountAsync());
    }

    [Theory]
    [InlineData("Elsa.Cron")]
    [InlineData("Elsa.Timer")]
    public async Task Trigger_MissedSeveralTimes_FiresOnceAndGoesOnInTime(string type)
    {
        await PublishAsync(Recurring(type));
        Clock.Advance(10.5 * Hour);

        var missed = await SweepAsync();
        var more = await SweepAsync();
        Clock.Advance(Hour);
        var next = await SweepAsync();

        Assert.Equal((1, 0, 1), (missed, more, next));
        Assert.Equal(2, await CountAsync());
    }

    [Theory]
    [InlineData("Elsa.Cron")]
    [InlineData("Elsa.Timer")]
    public async Task Trigger_ClaimedAgainAfterTheLease_FiresOnce(string type)
    {
        await PublishAsync(Recurring(type));
        Clock.Advance(Hour);
        var slow = await ClaimAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var other = await ClaimAsync();

        await FireAsync(other);
        await FireAsync(slow);

        Assert.Single(other);
        Assert.Equal(1, await CountAsync());
    }

    /// <summary>One unit of work, committed.</summary>
    protected abstract Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull;

    private static FlowDraft Recurring(string type) => new FlowDraft("flow").Recurs(
        type,
        type == "Elsa.Cron"
            ? ("cronExpression", Literal(Hourly, "String"))
            : ("interval", Literal("01:00:00", "TimeSpan")));

    private async Task PublishAsync(FlowDraft flow)
    {
        var result = await RunAsync<DefinitionLibrary, PublishResult>(library =>
            library.ImportAsync(flow.ToJson(), publish: true, ct: Cancellation));

        Assert.Empty(result.Errors);
    }

    private Task<IReadOnlyList<DueItem>> ClaimAsync() =>
        RunAsync<DueWork, IReadOnlyList<DueItem>>(due => due.ClaimAsync(Cancellation));

    private async Task<int> FireAsync(IReadOnlyList<DueItem> items)
    {
        var fired = 0;
        foreach (var item in items)
        {
            var result = await RunAsync<DueWork, BurstResult?>(due => due.RunAsync(item, Cancellation));
            if (result is not null) fired++;
        }

        return fired;
    }

    private async Task<int> SweepAsync() => await FireAsync(await ClaimAsync());

    private async Task<int> CountAsync() =>
        (await RunAsync<IWorkflowStore, IReadOnlyList<StoredInstance>>(store =>
            store.ListInstancesAsync(new InstanceFilter { DefinitionId = "flow" }, Cancellation))).Count;
}

public abstract class EfClockTests(DatabaseKind kind) : ClockTests, IAsyncLifetime
{
    private CoreHost host = null!;

    protected override FakeClock Clock => host.Clock;

    public async ValueTask InitializeAsync() => host = await CoreHost.StartAsync(kind);

    public override async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work) =>
        host.Work.RunAsync(null, work, Cancellation);
}

public sealed class SqliteClockTests() : EfClockTests(DatabaseKind.Sqlite);

public sealed class PostgresClockTests : EfClockTests
{
    public PostgresClockTests()
        : base(DatabaseKind.PostgreSql) => Requires.Postgres();
}

public sealed class InMemoryClockTests : ClockTests
{
    private readonly ServiceProvider services;

    public InMemoryClockTests() => services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(new InMemoryDatabase())
        .AddScoped<IWorkflowStore, InMemoryWorkflowStore>()
        .AddApprovalWorkflows()
        .BuildServiceProvider(validateScopes: true);

    protected override FakeClock Clock { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
    {
        await using var scope = services.CreateAsyncScope();
        var result = await work(scope.ServiceProvider.GetRequiredService<TService>());
        await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().CommitAsync(Cancellation);
        return result;
    }
}
