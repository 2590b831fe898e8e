namespace ApprovalFlows.Workflows.Storage;

/// <content>Reads: what is committed, overlaid with what this unit of work staged.</content>
public sealed partial class InMemoryWorkflowStore
{
    public Task<StoredDefinition?> FindDefinitionAsync(
        string definitionId, VersionOptions version, CancellationToken cancellation = default) =>
        Task.FromResult(AllDefinitions().FirstOrDefault(item => Fits(item, definitionId, version)));

    public Task<DefinitionHead?> FindHeadAsync(
        string definitionId, VersionOptions version, CancellationToken cancellation = default) =>
        Task.FromResult(Head(item => Fits(item, definitionId, version)));

    public Task<DefinitionHead?> FindVersionHeadAsync(
        string versionId, CancellationToken cancellation = default) =>
        Task.FromResult(Head(item => item.VersionId == versionId));

    public Task<StoredDefinition?> FindVersionAsync(
        string versionId, CancellationToken cancellation = default) =>
        Task.FromResult(AllDefinitions().FirstOrDefault(item => item.VersionId == versionId));

    public Task<IReadOnlyList<StoredDefinition>> ListVersionsAsync(
        string? definitionId, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<StoredDefinition>>([.. AllDefinitions()
            .Where(item => definitionId is null || item.DefinitionId == definitionId)
            .OrderByDescending(item => item.Version)]);

    public Task<IReadOnlyList<StoredDefinition>> ListUsableAsActivityAsync(
        CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<StoredDefinition>>([.. AllDefinitions()
            .Where(item => item.Json.Contains("usableAsActivity", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => item.Version)]);

    public Task<IReadOnlyList<StoredTrigger>> FindTriggersAsync(
        string hash, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<StoredTrigger>>(
            [.. AllTriggers().Where(item => item.Hash == hash)]);

    public Task<IReadOnlyList<StoredTrigger>> ListTriggersAsync(
        string name, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<StoredTrigger>>(
            [.. AllTriggers().Where(item => item.Name == name)]);

    public Task<StoredInstance?> FindInstanceAsync(
        string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(FindInstance(instanceId));

    private StoredInstance? FindInstance(string instanceId)
    {
        lock (database.Gate)
        {
            var found = bursts.FindLast(burst => burst.Instance.Id == instanceId)?.Instance
                ?? database.Instances.GetValueOrDefault(instanceId);
            return found is null ? null : Copy(found);
        }
    }

    private DefinitionHead? Head(Func<StoredDefinition, bool> condition)
    {
        lock (database.Gate)
            return Definitions().FirstOrDefault(condition) is { } found ? DefinitionHead.Of(found) : null;
    }

    private static bool Fits(StoredDefinition item, string definitionId, VersionOptions version) =>
        item.DefinitionId == definitionId
        && (version.Number is { } number ? item.Version == number
            : version.OnlyPublished ? item.IsPublished
            : item.IsLatest);

    public Task<IReadOnlyList<StoredInstance>> ListInstancesAsync(
        InstanceFilter filter, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<StoredInstance>>([.. AllInstances()
            .Where(item => (filter.DefinitionId is null || item.DefinitionId == filter.DefinitionId)
                && (filter.CorrelationId is null || item.CorrelationId == filter.CorrelationId)
                && (filter.ParentInstanceId is null || item.ParentInstanceId == filter.ParentInstanceId)
                && (filter.Status is null || item.Status == filter.Status))
            .OrderBy(item => item.CreatedAt)
            .Take(filter.Limit)]);

    public Task<IReadOnlyList<StoredBookmark>> FindBookmarksAsync(
        BookmarkFilter filter, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<StoredBookmark>>([.. AllBookmarks()
            .Where(item => (filter.Id is null || item.Id == filter.Id)
                && (filter.InstanceId is null || item.InstanceId == filter.InstanceId)
                && (filter.ActivityInstanceId is null
                    || item.ActivityInstanceId == filter.ActivityInstanceId)
                && (filter.Hash is null || item.Hash == filter.Hash)
                && (filter.Name is null || item.Name == filter.Name)
                && (filter.CorrelationId is null || item.CorrelationId == filter.CorrelationId))
            .Take(filter.Limit)]);

    public Task<IReadOnlyList<string>> ListBookmarkPayloadsAsync(
        string name, string containing, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<string>>([.. AllBookmarks()
            .Where(item => item.Name == name)
            .Select(item => item.Payload)
            .OfType<string>()
            .Where(payload => payload.Contains(containing, StringComparison.Ordinal))
            .Distinct()]);

    public Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(
        string instanceId, long fromSequence, int limit, CancellationToken cancellation = default)
    {
        lock (database.Gate)
            return Task.FromResult<IReadOnlyList<JournalEntry>>([..
                (database.Journal.GetValueOrDefault(instanceId) ?? [])
                .Concat(bursts.Where(burst => burst.Instance.Id == instanceId)
                    .SelectMany(burst => burst.Journal))
                .Where(entry => entry.Sequence >= fromSequence)
                .Take(limit)]);
    }

    public Task<IReadOnlyList<StoredBookmark>> ClaimDueBookmarksAsync(
        DateTimeOffset now,
        DateTimeOffset claimUntil,
        int limit,
        CancellationToken cancellation = default)
    {
        lock (database.Gate)
        {
            var due = database.Bookmarks.Values
                .Where(item => item.DueAt <= now && (item.ClaimedUntil is null || item.ClaimedUntil <= now))
                .OrderBy(item => item.DueAt)
                .Take(limit)
                .ToList();
            foreach (var bookmark in due)
                bookmark.ClaimedUntil = claimUntil;
            return Task.FromResult<IReadOnlyList<StoredBookmark>>([.. due.Select(Copy)]);
        }
    }

    public Task<IReadOnlyList<StoredTrigger>> ClaimDueTriggersAsync(
        DateTimeOffset now,
        DateTimeOffset claimUntil,
        int limit,
        CancellationToken cancellation = default)
    {
        lock (database.Gate)
        {
            var due = database.Triggers.Values
                .Where(item => item.DueAt <= now && (item.ClaimedUntil is null || item.ClaimedUntil <= now))
                .OrderBy(item => item.DueAt)
                .Take(limit)
                .ToList();
            foreach (var trigger in due)
                trigger.ClaimedUntil = claimUntil;
            return Task.FromResult<IReadOnlyList<StoredTrigger>>([.. due.Select(Copy)]);
        }
    }
}
