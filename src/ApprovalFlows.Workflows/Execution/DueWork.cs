using ApprovalFlows.Workflows.Activities.Scheduling;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>A bookmark or a trigger whose time has come, held by this node for a while.</summary>
public sealed record DueItem(StoredBookmark? Bookmark, StoredTrigger? Trigger);

/// <summary>
/// Work of the clock. The host claims in one unit of work and runs each item in its own, so that one
/// failure leaves the others alone; what is not committed is due again when the lease ends.
/// </summary>
public sealed class DueWork(
    IWorkflowStore store,
    WorkflowRuntime runtime,
    GraphCache graphs,
    TriggerIndex triggerIndex,
    TimeProvider clock,
    WorkflowOptions options)
{
    public async Task<IReadOnlyList<DueItem>> ClaimAsync(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var until = now + options.DueWorkLease;
        var bookmarks = await store.ClaimDueBookmarksAsync(now, until, options.MaxDueWorkBatch, ct);
        var triggers = await store.ClaimDueTriggersAsync(now, until, options.MaxDueWorkBatch, ct);
        return [
            .. bookmarks.Select(bookmark => new DueItem(bookmark, null)),
            .. triggers.Select(trigger => new DueItem(null, trigger))];
    }

    /// <summary>Runs one item; null when it had been dealt with meanwhile. The caller commits.</summary>
    public async Task<BurstResult?> RunAsync(DueItem item, CancellationToken ct = default)
    {
        if (item.Trigger is { } trigger)
            return await StartAsync(trigger, ct);
        try
        {
            return await runtime.ResumeAsync(
                new ResumeRequest { InstanceId = item.Bookmark!.InstanceId, BookmarkId = item.Bookmark.Id },
                ct);
        }
        catch (NotWaitingException)
        {
            return null;
        }
    }

    private async Task<BurstResult?> StartAsync(StoredTrigger trigger, CancellationToken ct)
    {
        var published = await store.FindDefinitionAsync(
            trigger.DefinitionId, VersionOptions.Published, ct);
        if (published?.VersionId != trigger.VersionId || !await IsStoredAsync(trigger, ct))
            return null;
        await RescheduleAsync(published, trigger, ct);
        return await runtime.StartAsync(
            new StartRequest
            {
                DefinitionId = trigger.DefinitionId,
                TriggerActivityId = trigger.ActivityId,
                Input = TriggerSchedule.InputOf(trigger),
            },
            ct);
    }

    // Firing replaces the trigger: one that is gone was fired by whoever claimed it after this node's lease.
    private async Task<bool> IsStoredAsync(StoredTrigger trigger, CancellationToken ct) =>
        (await store.ListTriggersAsync(trigger.Name, ct)).Any(item => item.Id == trigger.Id);

    // Triggers are replaced as a set: the others keep the time they are due.
    private async Task RescheduleAsync(
        StoredDefinition published, StoredTrigger fired, CancellationToken ct)
    {
        var computed = await triggerIndex.ComputeAsync(await graphs.GetAsync(published, store, ct), ct);
        foreach (var trigger in computed.Where(item => item.DueAt is not null))
        {
            var known = (await store.ListTriggersAsync(trigger.Name, ct)).FirstOrDefault(item =>
                item.DefinitionId == trigger.DefinitionId
                && item.ActivityId == trigger.ActivityId);
            trigger.DueAt = known is null || known.Id == fired.Id
                ? TriggerSchedule.Next(fired, clock.GetUtcNow())
                : known.DueAt;
        }

        await store.ReplaceTriggersAsync(fired.DefinitionId, computed, ct);
    }
}
