using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

public sealed partial class EfWorkflowStore
{
    public async Task<StoredInstance?> FindInstanceAsync(
        string instanceId, CancellationToken cancellation = default) =>
        await db.WorkflowInstances.FindAsync([instanceId], cancellation);

    public async Task<IReadOnlyList<StoredInstance>> ListInstancesAsync(
        InstanceFilter filter, CancellationToken cancellation = default)
    {
        var rows = await db.WorkflowInstances
            .Where(row => (filter.DefinitionId == null || row.DefinitionId == filter.DefinitionId)
                && (filter.CorrelationId == null || row.CorrelationId == filter.CorrelationId)
                && (filter.ParentInstanceId == null || row.ParentInstanceId == filter.ParentInstanceId)
                && (filter.Status == null || row.Status == filter.Status))
            .OrderByDescending(row => row.CreatedAt)
            .Take(filter.Limit)
            .ToListAsync(cancellation);
        return Merge(rows).Where(row => Fits(row, filter)).Take(filter.Limit).ToList();
    }

    public async Task<IReadOnlyList<StoredBookmark>> FindBookmarksAsync(
        BookmarkFilter filter, CancellationToken cancellation = default)
    {
        var query = db.WorkflowBookmarks.AsQueryable();
        if (filter.Id is not null) query = query.Where(row => row.Id == filter.Id);
        if (filter.InstanceId is not null)
            query = query.Where(row => row.InstanceId == filter.InstanceId);
        if (filter.ActivityInstanceId is not null)
            query = query.Where(row => row.ActivityInstanceId == filter.ActivityInstanceId);
        if (filter.Hash is not null) query = query.Where(row => row.Hash == filter.Hash);
        if (filter.Name is not null) query = query.Where(row => row.Name == filter.Name);
        if (filter.CorrelationId is not null)
            query = query.Where(row => row.CorrelationId == filter.CorrelationId);
        var rows = await query.OrderBy(row => row.Id).Take(filter.Limit).ToListAsync(cancellation);
        return Merge(rows).Where(row => Fits(row, filter)).Take(filter.Limit).ToList();
    }

    public async Task<IReadOnlyList<string>> ListBookmarkPayloadsAsync(
        string name, string containing, CancellationToken cancellation = default)
    {
        var stored = await db.WorkflowBookmarks
            .Where(row => row.Name == name && row.Payload!.Contains(containing))
            .Select(row => row.Payload!)
            .Distinct()
            .ToListAsync(cancellation);
        var staged = db.WorkflowBookmarks.Local
            .Where(row => row.Name == name && db.Entry(row).State == EntityState.Added)
            .Select(row => row.Payload)
            .OfType<string>()
            .Where(payload => payload.Contains(containing, StringComparison.Ordinal));
        return stored.Union(staged).ToList();
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(
        string instanceId, long fromSequence, int limit, CancellationToken cancellation = default)
    {
        var pages = await db.WorkflowJournal
            .Where(page => page.InstanceId == instanceId && page.LastSequence >= fromSequence)
            .OrderBy(page => page.FirstSequence)
            .Take(limit)
            .ToListAsync(cancellation);
        return Merge(pages)
            .Where(page => page.InstanceId == instanceId)
            .SelectMany(page => page.Read())
            .Where(entry => entry.Sequence >= fromSequence)
            .OrderBy(entry => entry.Sequence)
            .Take(limit)
            .ToList();
    }

    public void Stage(BurstChanges changes)
    {
        var instance = changes.Instance;
        if (changes.IsNew)
        {
            instance.Revision = 1;
            db.Add(instance);
        }
        else
        {
            Raise(instance);
        }

        foreach (var id in changes.RemovedBookmarkIds) Remove(id);
        db.AddRange(changes.AddedBookmarks);
        db.AddRange(changes.Outbox.Select(OutboxRow.Of));
        if (changes.Journal.Count > 0) db.Add(JournalPage.Of(instance.Id, changes.Journal));
    }

    public Task CommitAsync(CancellationToken cancellation = default) =>
        transaction.CommitAsync(cancellation);

    private void Raise(StoredInstance instance)
    {
        var known = db.WorkflowInstances.Local.FindEntry(instance.Id);
        if (known is null)
        {
            db.Attach(instance).State = EntityState.Modified;
            instance.Revision++;
        }
        else if (known.State == EntityState.Added)
        {
            known.CurrentValues.SetValues(instance);
            known.Entity.Revision = 1;
        }
        else
        {
            var loaded = known.OriginalValues.GetValue<long>(nameof(StoredInstance.Revision));
            if (!ReferenceEquals(known.Entity, instance)) known.CurrentValues.SetValues(instance);
            known.Entity.Revision = loaded + 1;
        }
    }

    private void Remove(string bookmarkId)
    {
        // Not loaded here: deleting it by key still fails when another writer burnt it first.
        var known = db.WorkflowBookmarks.Local.FindEntry(bookmarkId)?.Entity ?? Stub(bookmarkId);
        db.Remove(known);
    }

    private static StoredBookmark Stub(string id) => new()
    {
        Id = id,
        InstanceId = "",
        ActivityId = "",
        ActivityInstanceId = "",
        Name = "",
        Hash = "",
    };

    private static bool Fits(StoredInstance row, InstanceFilter filter) =>
        (filter.DefinitionId is null || row.DefinitionId == filter.DefinitionId)
        && (filter.CorrelationId is null || row.CorrelationId == filter.CorrelationId)
        && (filter.ParentInstanceId is null || row.ParentInstanceId == filter.ParentInstanceId)
        && (filter.Status is null || row.Status == filter.Status);

    private static bool Fits(StoredBookmark row, BookmarkFilter filter) =>
        (filter.Id is null || row.Id == filter.Id)
        && (filter.InstanceId is null || row.InstanceId == filter.InstanceId)
        && (filter.ActivityInstanceId is null || row.ActivityInstanceId == filter.ActivityInstanceId)
        && (filter.Hash is null || row.Hash == filter.Hash)
        && (filter.Name is null || row.Name == filter.Name)
        && (filter.CorrelationId is null || row.CorrelationId == filter.CorrelationId);
}
