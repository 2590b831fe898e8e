using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Instances;

/// <summary>Which entries of a journal are asked for; null and empty mean any.</summary>
public sealed record JournalQuery
{
    public IReadOnlyList<string> ActivityIds { get; init; } = [];
    public IReadOnlyList<string> NodeIds { get; init; } = [];
    public IReadOnlyList<string> ExcludedTypes { get; init; } = [];
    public IReadOnlyList<string> EventNames { get; init; } = [];

    internal bool Fits(JournalEntry entry) =>
        (ActivityIds.Count == 0 || ActivityIds.Contains(entry.ActivityId))
        && (NodeIds.Count == 0 || NodeIds.Contains(entry.NodeId))
        && !ExcludedTypes.Contains(entry.ActivityType)
        && (EventNames.Count == 0 || EventNames.Contains(entry.EventName));
}

/// <summary>What each activity of an instance did, for those who watch or audit it.</summary>
public sealed class ExecutionService(AppDbContext db, IWorkflowStore store, CurrentActor current)
{
    /// <summary>No viewer shows more of one instance.</summary>
    private const int MaxEntries = 50_000;
    private const int BatchSize = 1_000;

    /// <summary>The entries that fit; messages are masked, payloads and values are not shown.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(
        string instanceId, JournalQuery query, CancellationToken cancellation = default) =>
        [.. (await ReadAsync(instanceId, cancellation)).Where(query.Fits).Select(entry => entry with
        {
            Message = entry.Message is null ? null : MaskedValue.Text(entry.Message),
            Payload = null,
            ActivityState = null,
            Outputs = null,
        })];

    /// <summary>In the order in which they began.</summary>
    public async Task<IReadOnlyList<ActivityExecution>> ListAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        var found = new Dictionary<string, ActivityExecution>(StringComparer.Ordinal);
        foreach (var entry in await ReadAsync(instanceId, cancellation))
        {
            if (!found.TryGetValue(entry.ActivityInstanceId, out var execution))
            {
                found[entry.ActivityInstanceId] = execution = ActivityExecution.Begun(instanceId, entry);
                execution.Depth = entry.ParentActivityInstanceId is { } parent
                    && found.TryGetValue(parent, out var outer)
                        ? outer.Depth + 1
                        : 0;
            }

            execution.Add(entry);
        }

        foreach (var bookmark in await store.FindBookmarksAsync(
            new BookmarkFilter { InstanceId = instanceId }, cancellation))
            if (found.TryGetValue(bookmark.ActivityInstanceId, out var waiting))
                waiting.IsWaiting = true;
        return [.. found.Values];
    }

    private async Task<IReadOnlyList<JournalEntry>> ReadAsync(string instanceId, CancellationToken cancellation)
    {
        if (!current.Actor.IsIn(Roles.FlowAdmin) && !current.Actor.IsIn(Roles.Auditor))
            throw RuleViolation.Forbidden("NotAllowed");
        if (!await db.WorkflowInstances.AnyAsync(row => row.Id == instanceId, cancellation))
            throw RuleViolation.NotFound("InstanceUnknown", instanceId);
        var entries = new List<JournalEntry>();
        while (entries.Count < MaxEntries)
        {
            var from = entries.Count == 0 ? 0 : entries[^1].Sequence + 1;
            var batch = await store.ReadJournalAsync(instanceId, from, BatchSize, cancellation);
            entries.AddRange(batch);
            if (batch.Count < BatchSize) break;
        }

        return entries;
    }
}
