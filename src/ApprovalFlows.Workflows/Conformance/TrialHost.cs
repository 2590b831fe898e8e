using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlows.Workflows.Conformance;

/// <summary>
/// A host in memory, to try flows out: its own store, a clock that is moved by hand, the lines that
/// were written, and an outbox that is worked off after each commit until it rests.
/// </summary>
public sealed class TrialHost : IBurstObserver, ILineWriter
{
    private const int MaxRounds = 1_000;

    private readonly IServiceProvider services;
    private readonly List<OutboxMessage> undelivered = [];

    public TrialHost(
        Func<IServiceCollection, IServiceProvider> build, Action<WorkflowOptions>? configure = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddSingleton<ILineWriter>(this);
        collection.AddSingleton<IBurstObserver>(this);
        collection.AddSingleton(Database);
        collection.AddScoped<IWorkflowStore, InMemoryWorkflowStore>();
        collection.AddApprovalWorkflows(configure);
        services = build(collection);
    }

    public InMemoryDatabase Database { get; } = new();
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    public List<string> Lines { get; } = [];

    /// <summary>What a host would have done outside.</summary>
    public List<OutboxMessage> Outside { get; } = [];

    /// <summary>Workflow variables of each instance at the end of its last burst.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, object?>> Variables { get; } =
        new(StringComparer.Ordinal);

    public void WriteLine(string text) => Lines.Add(text);

    public void OnBurstEnded(WorkflowExecutionContext workflow)
    {
        if (workflow.RootContext is not { } root)
            return;
        var values = new Dictionary<string, object?>();
        foreach (var (_, block) in root.MemoryOrNull?.Blocks ?? [])
            if (block.Variable is { } variable && workflow.Workflow.Variables.Contains(variable))
                values[variable.Name] = block.Value;
        Variables[workflow.Id] = values;
    }

    /// <summary>Runs a unit of work, commits it and then does what it left to be done outside.</summary>
    public async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        var result = await CommitAsync(work);
        await SettleAsync();
        return result;
    }

    /// <summary>Reads without committing anything.</summary>
    public async Task<T> ReadAsync<T>(Func<IWorkflowStore, Task<T>> read)
    {
        using var scope = services.CreateScope();
        return await read(scope.ServiceProvider.GetRequiredService<IWorkflowStore>());
    }

    /// <summary>Where an instance waits, in the order in which it came to wait.</summary>
    public async Task<IReadOnlyList<StoredBookmark>> ListBookmarksAsync(string instanceId)
    {
        var found = await ReadAsync(store =>
            store.FindBookmarksAsync(new BookmarkFilter { InstanceId = instanceId }));
        var state = JsonNode.Parse(Database.Instances[instanceId].State)!;
        var order = (state["bookmarks"] as JsonArray ?? []).Select(item => item!["id"]!.ToString()).ToList();
        return [.. found.OrderBy(item => order.IndexOf(item.Id))];
    }

    /// <summary>A scope of services, for what needs its own unit of work.</summary>
    public IServiceScope CreateScope() => services.CreateScope();

    /// <summary>Lets time pass from one due moment to the next, and runs what is due then.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        var end = Clock.GetUtcNow() + time;
        for (var round = 0; round < MaxRounds && NextDueAt() is { } due && due <= end; round++)
        {
            if (due > Clock.GetUtcNow())
                Clock.Advance(due - Clock.GetUtcNow());
            await RunDueAsync();
        }

        if (end > Clock.GetUtcNow())
            Clock.Advance(end - Clock.GetUtcNow());
        await RunDueAsync();
    }

    private DateTimeOffset? NextDueAt()
    {
        var now = Clock.GetUtcNow();
        lock (Database.Gate)
            return Database.Bookmarks.Values.Where(item => item.ClaimedUntil is null || item.ClaimedUntil <= now)
                .Select(item => item.DueAt)
                .Concat(Database.Triggers.Values
                    .Where(item => item.ClaimedUntil is null || item.ClaimedUntil <= now)
                    .Select(item => item.DueAt))
                .Min();
    }

    private async Task RunDueAsync()
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var due = await CommitAsync(provider =>
                provider.GetRequiredService<DueWork>().ClaimAsync());
            if (due.Count == 0)
                return;
            foreach (var item in due)
                await RunAsync(provider => provider.GetRequiredService<DueWork>().RunAsync(item));
        }
    }

    private async Task<T> CommitAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        using var scope = services.CreateScope();
        var result = await work(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().CommitAsync();
        return result;
    }

    // What finds nobody waiting is kept and tried again after the next commit.
    private async Task SettleAsync()
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var taken = Database.TakeOutbox();
            OutboxMessage[] messages = [.. undelivered, .. taken];
            undelivered.Clear();
            var progressed = taken.Count > 0;
            foreach (var message in messages)
                if (await DeliverAsync(message))
                    progressed = true;
                else
                    Keep(message);
            if (!progressed)
                return;
        }
    }

    // Nothing leaves a trial: requests and mails are listed, not sent.
    private async Task<bool> DeliverAsync(OutboxMessage message)
    {
        if (OutboxWork.Knows(message.Kind))
            return await CommitAsync(provider =>
                provider.GetRequiredService<OutboxWork>().RunAsync(message)) == OutboxResult.Done;
        Outside.Add(message);
        return true;
    }

    /// <summary>Keeps a message that found nobody, as the outbox of a host would.</summary>
    public void Keep(OutboxMessage message) => undelivered.Add(message with { IsKept = true });
}
