namespace ApprovalFlows.Workflows.Storage;

/// <summary>
/// Where definitions, instances, bookmarks, triggers and the journal live. A store is one unit of
/// work: everything staged becomes visible with <see cref="CommitAsync"/>, all of it or none, in the
/// same transaction as whatever else the host's unit of work holds. Reads see what was staged.
/// </summary>
public interface IWorkflowStore
{
    Task<StoredDefinition?> FindDefinitionAsync(
        string definitionId, VersionOptions version, CancellationToken cancellation = default);

    Task<StoredDefinition?> FindVersionAsync(
        string versionId, CancellationToken cancellation = default);

    /// <summary>As <see cref="FindDefinitionAsync"/>, without the text.</summary>
    Task<DefinitionHead?> FindHeadAsync(
        string definitionId, VersionOptions version, CancellationToken cancellation = default);

    /// <summary>As <see cref="FindVersionAsync"/>, without the text.</summary>
    Task<DefinitionHead?> FindVersionHeadAsync(
        string versionId, CancellationToken cancellation = default);

    /// <summary>All versions of one definition, or of all definitions when null; newest first.</summary>
    Task<IReadOnlyList<StoredDefinition>> ListVersionsAsync(
        string? definitionId, CancellationToken cancellation = default);

    /// <summary>The versions whose text lets others use them as an activity, and perhaps a few more.</summary>
    Task<IReadOnlyList<StoredDefinition>> ListUsableAsActivityAsync(CancellationToken cancellation = default);

    /// <summary>Adds the version, or replaces the stored one with the same version id.</summary>
    Task SaveDefinitionAsync(StoredDefinition definition, CancellationToken cancellation = default);

    Task RemoveVersionAsync(string versionId, CancellationToken cancellation = default);

    /// <summary>Makes these the only triggers of the definition.</summary>
    Task ReplaceTriggersAsync(
        string definitionId,
        IReadOnlyList<StoredTrigger> triggers,
        CancellationToken cancellation = default);

    Task<IReadOnlyList<StoredTrigger>> FindTriggersAsync(
        string hash, CancellationToken cancellation = default);

    /// <summary>All triggers of one name (activity type), for route tables and schedules.</summary>
    Task<IReadOnlyList<StoredTrigger>> ListTriggersAsync(
        string name, CancellationToken cancellation = default);

    Task<StoredInstance?> FindInstanceAsync(
        string instanceId, CancellationToken cancellation = default);

    Task<IReadOnlyList<StoredInstance>> ListInstancesAsync(
        InstanceFilter filter, CancellationToken cancellation = default);

    Task<IReadOnlyList<StoredBookmark>> FindBookmarksAsync(
        BookmarkFilter filter, CancellationToken cancellation = default);

    /// <summary>
    /// The different payloads of bookmarks of this name that contain the text: the route table of
    /// what waits.
    /// </summary>
    Task<IReadOnlyList<string>> ListBookmarkPayloadsAsync(
        string name, string containing, CancellationToken cancellation = default);

    Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(
        string instanceId, long fromSequence, int limit, CancellationToken cancellation = default);

    /// <summary>
    /// Takes up to <paramref name="limit"/> bookmarks that are due, for this caller alone until
    /// <paramref name="claimUntil"/>. Commits at once, on its own.
    /// </summary>
    Task<IReadOnlyList<StoredBookmark>> ClaimDueBookmarksAsync(
        DateTimeOffset now,
        DateTimeOffset claimUntil,
        int limit,
        CancellationToken cancellation = default);

    /// <summary>As <see cref="ClaimDueBookmarksAsync"/>, for timer and cron triggers.</summary>
    Task<IReadOnlyList<StoredTrigger>> ClaimDueTriggersAsync(
        DateTimeOffset now,
        DateTimeOffset claimUntil,
        int limit,
        CancellationToken cancellation = default);

    /// <summary>Puts the outcome of a burst into the unit of work. Nothing is written yet.</summary>
    void Stage(BurstChanges changes);

    /// <summary>Writes everything staged, or nothing.</summary>
    /// <exception cref="WorkflowConflictException">Another writer committed the same instance first.</exception>
    Task CommitAsync(CancellationToken cancellation = default);
}

/// <summary>
/// What one burst changed. <see cref="Instance"/> carries the revision it was loaded with (0 when
/// new); the store raises it by one.
/// </summary>
public sealed record BurstChanges(
    StoredInstance Instance,
    bool IsNew,
    IReadOnlyList<StoredBookmark> AddedBookmarks,
    IReadOnlyList<string> RemovedBookmarkIds,
    IReadOnlyList<JournalEntry> Journal)
{
    /// <summary>What is to be done outside once this is committed; stored in the same transaction.</summary>
    public IReadOnlyList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>Bookmarks that stay but belong to an activity of another version now.</summary>
    public IReadOnlyList<StoredBookmark> ChangedBookmarks { get; init; } = [];
}

/// <summary>
/// Work outside the burst: done after the commit, at least once, retried with back-off. The id is
/// the idempotency key.
/// </summary>
public sealed record OutboxMessage(
    string Id,
    string Kind,
    string InstanceId,
    string ActivityInstanceId,
    string Payload,
    DateTimeOffset CreatedAt)
{
    /// <summary>Of a stimulus: the hash of the bookmarks it looks for.</summary>
    public string? Hash { get; init; }

    /// <summary>Nobody waited for this stimulus yet: it has started what it triggers, and only resumes now.</summary>
    public bool IsKept { get; init; }
}

/// <summary>Conditions on bookmarks; null means any. At most <see cref="Limit"/> are returned.</summary>
public sealed record BookmarkFilter
{
    public string? Id { get; init; }
    public string? InstanceId { get; init; }
    public string? ActivityInstanceId { get; init; }
    public string? Hash { get; init; }

    /// <summary>Name of the bookmark, by default the activity type.</summary>
    public string? Name { get; init; }
    public string? CorrelationId { get; init; }
    public int Limit { get; init; } = 1000;
}

/// <summary>Conditions on instances; null means any. At most <see cref="Limit"/> are returned.</summary>
public sealed record InstanceFilter
{
    public string? DefinitionId { get; init; }
    public string? CorrelationId { get; init; }
    public string? ParentInstanceId { get; init; }
    public WorkflowStatus? Status { get; init; }
    public int Limit { get; init; } = 100;
}

/// <summary>Another writer committed first; the caller may load again and retry.</summary>
public sealed class WorkflowConflictException(string message, Exception? inner = null)
    : Exception(message, inner);
