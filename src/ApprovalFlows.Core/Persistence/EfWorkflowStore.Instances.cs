using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <content>Instances, bookmarks and the journal, overlaid with what this unit of work staged.</content>
public sealed partial class EfWorkflowStore
{
    public async Task<StoredInstance?> FindInstanceAsync(
        string instanceId, CancellationToken cancellation = default)
    {
        if (staged.Find(instanceId) is { } known) return WorkflowRows.Copy(known.Instance);
        await using var query = await transaction.QueryAsync(cancellation);
        query.Text(WorkflowRows.SelectInstanceWithHead).Text(" WHERE i.\"Id\" = ").Value(instanceId);
        await using var reader = await query.ReadAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        knownHead = WorkflowRows.HeadBesideInstance(reader);
        return WorkflowRows.Instance(reader);
    }

    public async Task<IReadOnlyList<StoredInstance>> ListInstancesAsync(
        InstanceFilter filter, CancellationToken cancellation = default)
    {
        var rows = await db.WorkflowInstances.AsNoTracking()
            .Where(row => (filter.DefinitionId == null || row.DefinitionId == filter.DefinitionId)
                && (filter.CorrelationId == null || row.CorrelationId == filter.CorrelationId)
                && (filter.ParentInstanceId == null || row.ParentInstanceId == filter.ParentInstanceId)
                && (filter.Status == null || row.Status == filter.Status))
            .OrderByDescending(row => row.CreatedAt)
            .Take(filter.Limit)
            .ToListAsync(cancellation);
        return rows.Where(row => staged.Find(row.Id) is null)
            .Concat(staged.Instances.Select(row => row.Instance).Where(row => Fits(row, filter))
                .Select(WorkflowRows.Copy))
            .Take(filter.Limit)
            .ToList();
    }

    public async Task<IReadOnlyList<StoredBookmark>> FindBookmarksAsync(
        BookmarkFilter filter, CancellationToken cancellation = default)
    {
        var found = new List<StoredBookmark>();
        await using (var query = await transaction.QueryAsync(cancellation))
        {
            query.Text(WorkflowRows.SelectBookmark)
                .Where("Id", filter.Id)
                .Where("InstanceId", filter.InstanceId)
                .Where("ActivityInstanceId", filter.ActivityInstanceId)
                .Where("Hash", filter.Hash)
                .Where("Name", filter.Name)
                .Where("CorrelationId", filter.CorrelationId)
                .Text(" ORDER BY \"Id\" LIMIT ").Value(filter.Limit);
            await using var reader = await query.ReadAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) found.Add(WorkflowRows.Bookmark(reader));
        }

        if (staged.IsEmpty) return found;
        return found.Where(row => !staged.IsRemoved(row))
            .Select(staged.Current)
            .Concat(staged.AddedBookmarks.Where(row => Fits(row, filter)))
            .Take(filter.Limit)
            .ToList();
    }

    public async Task<IReadOnlyList<string>> ListBookmarkPayloadsAsync(
        string name, string containing, CancellationToken cancellation = default)
    {
        var stored = await db.WorkflowBookmarks
            .Where(row => row.Name == name && row.Payload!.Contains(containing))
            .Select(row => row.Payload!)
            .Distinct()
            .ToListAsync(cancellation);
        var added = staged.AddedBookmarks
            .Where(row => row.Name == name)
            .Select(row => row.Payload)
            .OfType<string>()
            .Where(payload => payload.Contains(containing, StringComparison.Ordinal));
        return stored.Union(added).ToList();
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(
        string instanceId, long fromSequence, int limit, CancellationToken cancellation = default)
    {
        var pages = await db.WorkflowJournal.AsNoTracking()
            .Where(page => page.InstanceId == instanceId && page.LastSequence >= fromSequence)
            .OrderBy(page => page.FirstSequence)
            .Take(limit)
            .ToListAsync(cancellation);
        return pages.Concat(staged.Pages.Where(page => page.InstanceId == instanceId))
            .SelectMany(page => page.Read())
            .Where(entry => entry.Sequence >= fromSequence)
            .OrderBy(entry => entry.Sequence)
            .Take(limit)
            .ToList();
    }

    public void Stage(BurstChanges changes) => staged.Add(changes);

    public Task CommitAsync(CancellationToken cancellation = default) =>
        transaction.CommitAsync(cancellation);

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
