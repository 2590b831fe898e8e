namespace ApprovalFlows.Workflows.Storage;

/// <content>Copies, so that nobody changes what is stored by changing what was read.</content>
public sealed partial class InMemoryWorkflowStore
{
    private List<StoredDefinition> AllDefinitions()
    {
        lock (database.Gate)
            return [.. Definitions().Select(Copy)];
    }

    // To be read behind the gate.
    private IEnumerable<StoredDefinition> Definitions() => database.Definitions.Values
        .Where(item => !definitions.ContainsKey(item.VersionId))
        .Concat(definitions.Values.OfType<StoredDefinition>());

    private List<StoredTrigger> AllTriggers()
    {
        lock (database.Gate)
            return [.. database.Triggers.Values
                .Where(item => !triggers.ContainsKey(item.DefinitionId))
                .Concat(triggers.Values.SelectMany(list => list))
                .Select(Copy)];
    }

    // The revision of a staged instance is the one it will be checked against: it rises at the commit.
    private List<StoredInstance> AllInstances()
    {
        lock (database.Gate)
        {
            var all = new Dictionary<string, StoredInstance>(database.Instances, StringComparer.Ordinal);
            foreach (var burst in bursts)
                all[burst.Instance.Id] = burst.Instance;
            return [.. all.Values.Select(Copy)];
        }
    }

    private List<StoredBookmark> AllBookmarks()
    {
        lock (database.Gate)
        {
            var all = new Dictionary<string, StoredBookmark>(database.Bookmarks, StringComparer.Ordinal);
            foreach (var burst in bursts)
            {
                foreach (var id in burst.RemovedBookmarkIds)
                    all.Remove(id);
                foreach (var bookmark in burst.AddedBookmarks.Concat(burst.ChangedBookmarks))
                    all[bookmark.Id] = bookmark;
            }

            return [.. all.Values.Select(Copy)];
        }
    }

    private static StoredDefinition Copy(StoredDefinition item) => new()
    {
        VersionId = item.VersionId,
        DefinitionId = item.DefinitionId,
        Version = item.Version,
        Name = item.Name,
        IsLatest = item.IsLatest,
        IsPublished = item.IsPublished,
        WasPublished = item.WasPublished,
        Json = item.Json,
        FileHash = item.FileHash,
        CreatedAt = item.CreatedAt,
        CreatedBy = item.CreatedBy,
    };

    private static StoredInstance Copy(StoredInstance item) => new()
    {
        Id = item.Id,
        DefinitionId = item.DefinitionId,
        VersionId = item.VersionId,
        Version = item.Version,
        Name = item.Name,
        CorrelationId = item.CorrelationId,
        ParentInstanceId = item.ParentInstanceId,
        Status = item.Status,
        SubStatus = item.SubStatus,
        State = item.State,
        IncidentCount = item.IncidentCount,
        CreatedAt = item.CreatedAt,
        UpdatedAt = item.UpdatedAt,
        FinishedAt = item.FinishedAt,
        Revision = item.Revision,
    };

    private static StoredBookmark Copy(StoredBookmark item) => new()
    {
        Id = item.Id,
        InstanceId = item.InstanceId,
        ActivityId = item.ActivityId,
        ActivityInstanceId = item.ActivityInstanceId,
        Name = item.Name,
        Hash = item.Hash,
        Payload = item.Payload,
        CorrelationId = item.CorrelationId,
        CreatedAt = item.CreatedAt,
        DueAt = item.DueAt,
        ClaimedUntil = item.ClaimedUntil,
    };

    private static StoredTrigger Copy(StoredTrigger item) => new()
    {
        Id = item.Id,
        DefinitionId = item.DefinitionId,
        VersionId = item.VersionId,
        ActivityId = item.ActivityId,
        Name = item.Name,
        Hash = item.Hash,
        Payload = item.Payload,
        DueAt = item.DueAt,
        ClaimedUntil = item.ClaimedUntil,
    };
}
