namespace ApprovalFlows.Workflows.Storage;

/// <summary>A store for tests with the semantics of a database: staged until committed, one writer wins.</summary>
public sealed partial class InMemoryWorkflowStore(InMemoryDatabase database) : IWorkflowStore
{
    private readonly Dictionary<string, StoredDefinition?> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<StoredTrigger>> triggers = new(StringComparer.Ordinal);
    private readonly List<BurstChanges> bursts = [];

    public InMemoryWorkflowStore()
        : this(new InMemoryDatabase())
    {
    }

    public InMemoryDatabase Database => database;

    public Task SaveDefinitionAsync(StoredDefinition definition, CancellationToken cancellation = default)
    {
        definitions[definition.VersionId] = Copy(definition);
        return Task.CompletedTask;
    }

    public Task RemoveVersionAsync(string versionId, CancellationToken cancellation = default)
    {
        definitions[versionId] = null;
        return Task.CompletedTask;
    }

    public Task ReplaceTriggersAsync(
        string definitionId,
        IReadOnlyList<StoredTrigger> triggers,
        CancellationToken cancellation = default)
    {
        this.triggers[definitionId] = triggers;
        return Task.CompletedTask;
    }

    public void Stage(BurstChanges changes) => bursts.Add(changes);

    public Task CommitAsync(CancellationToken cancellation = default)
    {
        lock (database.Gate)
        {
            CheckRevisions();
            CheckBookmarks();
            CheckVersions();
            foreach (var (id, definition) in definitions)
                if (definition is null)
                    database.Definitions.Remove(id);
                else
                    database.Definitions[id] = definition;
            foreach (var (definitionId, replacement) in triggers)
                Replace(definitionId, replacement);
            foreach (var burst in bursts)
                Write(burst);
        }

        definitions.Clear();
        triggers.Clear();
        bursts.Clear();
        return Task.CompletedTask;
    }

    // A burst may follow another on the same instance within one unit of work.
    private void CheckRevisions()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var burst in bursts)
        {
            if (!seen.Add(burst.Instance.Id))
                continue;
            var stored = database.Instances.GetValueOrDefault(burst.Instance.Id);
            if (burst.IsNew ? stored is not null : stored?.Revision != burst.Instance.Revision)
                throw new WorkflowConflictException(
                    $"The instance '{burst.Instance.Id}' was changed by someone else.");
        }
    }

    // As a database does: of two who use up one bookmark, one finds it gone.
    private void CheckBookmarks()
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        var removed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var burst in bursts)
        {
            foreach (var bookmark in burst.AddedBookmarks)
                added.Add(bookmark.Id);
            foreach (var id in burst.RemovedBookmarkIds)
                if (!added.Remove(id) && (!database.Bookmarks.ContainsKey(id) || !removed.Add(id)))
                    throw new WorkflowConflictException($"The bookmark '{id}' was used up by someone else.");
        }
    }

    private void CheckVersions()
    {
        foreach (var definition in definitions.Values.OfType<StoredDefinition>())
            if (database.Definitions.Values.Any(stored =>
                stored.VersionId != definition.VersionId
                && stored.DefinitionId == definition.DefinitionId
                && stored.Version == definition.Version))
                throw new WorkflowConflictException(
                    $"The version {definition.Version} of '{definition.DefinitionId}' exists already.");
    }

    private void Replace(string definitionId, IReadOnlyList<StoredTrigger> replacement)
    {
        foreach (var old in database.Triggers.Values.Where(item => item.DefinitionId == definitionId).ToList())
            database.Triggers.Remove(old.Id);
        foreach (var trigger in replacement)
            database.Triggers[trigger.Id] = Copy(trigger);
    }

    private void Write(BurstChanges burst)
    {
        var instance = Copy(burst.Instance);
        instance.Revision++;
        database.Instances[instance.Id] = instance;
        foreach (var id in burst.RemovedBookmarkIds)
            database.Bookmarks.Remove(id);
        foreach (var bookmark in burst.AddedBookmarks.Concat(burst.ChangedBookmarks))
            database.Bookmarks[bookmark.Id] = Copy(bookmark);
        if (!database.Journal.TryGetValue(instance.Id, out var journal))
            database.Journal[instance.Id] = journal = [];
        journal.AddRange(burst.Journal);
        database.Outbox.AddRange(burst.Outbox);
    }
}
