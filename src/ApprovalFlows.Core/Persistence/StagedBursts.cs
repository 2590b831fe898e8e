using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// What the bursts of one unit of work leave behind, until its commit writes it. Later bursts of an
/// instance replace its earlier ones; the revision asked for is the one loaded first.
/// </summary>
public sealed class StagedBursts
{
    private readonly Dictionary<string, StagedInstance> instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredBookmark> added = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredBookmark> changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> removed = new(StringComparer.Ordinal);
    private readonly List<JournalPage> pages = [];
    private readonly List<OutboxRow> outbox = [];

    public bool IsEmpty => instances.Count == 0;
    public IReadOnlyCollection<StagedInstance> Instances => instances.Values;
    public IReadOnlyCollection<StoredBookmark> AddedBookmarks => added.Values;
    public IReadOnlyCollection<StoredBookmark> ChangedBookmarks => changed.Values;
    public IReadOnlyCollection<string> RemovedBookmarkIds => removed;
    public IReadOnlyList<JournalPage> Pages => pages;
    public IReadOnlyList<OutboxRow> Outbox => outbox;

    public void Add(BurstChanges changes)
    {
        var instance = changes.Instance;
        var first = instances.GetValueOrDefault(instance.Id)
            ?? new StagedInstance(instance, changes.IsNew, changes.IsNew ? 0 : instance.Revision);
        instances[instance.Id] = first with { Instance = instance };
        foreach (var bookmark in changes.AddedBookmarks)
        {
            added.Add(bookmark.Id, bookmark);
        }

        foreach (var id in changes.RemovedBookmarkIds)
        {
            changed.Remove(id);
            if (!added.Remove(id)) removed.Add(id);
        }

        foreach (var bookmark in changes.ChangedBookmarks)
        {
            if (added.ContainsKey(bookmark.Id)) added[bookmark.Id] = bookmark;
            else changed[bookmark.Id] = bookmark;
        }

        if (changes.Journal.Count > 0) pages.Add(JournalPage.Of(instance.Id, changes.Journal));
        outbox.AddRange(changes.Outbox.Select(OutboxRow.Of));
    }

    public StagedInstance? Find(string instanceId) => instances.GetValueOrDefault(instanceId);

    public StoredBookmark Current(StoredBookmark bookmark) => changed.GetValueOrDefault(bookmark.Id, bookmark);

    public bool IsRemoved(StoredBookmark bookmark) => removed.Contains(bookmark.Id);

    public void Clear()
    {
        instances.Clear();
        added.Clear();
        changed.Clear();
        removed.Clear();
        pages.Clear();
        outbox.Clear();
    }
}

/// <summary>An instance to be written over the revision it was loaded with; 0 when it is new.</summary>
public sealed record StagedInstance(StoredInstance Instance, bool IsNew, long LoadedRevision);
