using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// The engine's store on <see cref="AppDbContext"/>: a burst is committed together with everything
/// the domain changed in it.
/// </summary>
public sealed partial class EfWorkflowStore(AppDbContext db, WriteTransaction transaction, StagedBursts staged)
    : IWorkflowStore
{
    // Read beside the instance that a burst resumes, or for the check that comes before a start.
    private DefinitionHead? knownHead;
    private (string DefinitionId, VersionOptions Version, DefinitionHead? Head)? lastHead;

    // What this unit saved is only known to the change tracker until the commit.
    private bool hasSavedDefinitions;
    private bool hasReplacedTriggers;

    public async Task<StoredDefinition?> FindDefinitionAsync(
        string definitionId, VersionOptions version, CancellationToken cancellation = default)
    {
        bool Fits(StoredDefinition row) => row.DefinitionId == definitionId
            && (version.Number is null || row.Version == version.Number)
            && (!version.OnlyPublished || row.IsPublished)
            && (version.Number is not null || version.OnlyPublished || row.IsLatest);

        var rows = await db.WorkflowDefinitions
            .Where(row => row.DefinitionId == definitionId
                && (row.IsLatest || row.IsPublished || row.Version == version.Number))
            .ToListAsync(cancellation);
        return Merge(rows).FirstOrDefault(Fits);
    }

    public async Task<StoredDefinition?> FindVersionAsync(
        string versionId, CancellationToken cancellation = default) =>
        await db.WorkflowDefinitions.FindAsync([versionId], cancellation);

    public async Task<DefinitionHead?> FindHeadAsync(
        string definitionId, VersionOptions version, CancellationToken cancellation = default)
    {
        if (hasSavedDefinitions)
        {
            var saved = await FindDefinitionAsync(definitionId, version, cancellation);
            return saved is null ? null : DefinitionHead.Of(saved);
        }

        if (lastHead is { } last && last.DefinitionId == definitionId && last.Version == version) return last.Head;
        await using var query = await transaction.QueryAsync(cancellation);
        query.Text(WorkflowRows.SelectHead).Where("DefinitionId", definitionId);
        if (version.Number is { } number) query.Text(" AND \"Version\" = ").Value(number);
        else query.Text(version.OnlyPublished ? " AND \"IsPublished\"" : " AND \"IsLatest\"");
        var head = await HeadAsync(query, cancellation);
        lastHead = (definitionId, version, head);
        return head;
    }

    public async Task<DefinitionHead?> FindVersionHeadAsync(
        string versionId, CancellationToken cancellation = default)
    {
        if (hasSavedDefinitions)
            return await FindVersionAsync(versionId, cancellation) is { } saved ? DefinitionHead.Of(saved) : null;
        if (knownHead?.VersionId == versionId) return knownHead;
        await using var query = await transaction.QueryAsync(cancellation);
        query.Text(WorkflowRows.SelectHead).Where("VersionId", versionId);
        return await HeadAsync(query, cancellation);
    }

    public async Task<IReadOnlyList<StoredDefinition>> ListVersionsAsync(
        string? definitionId, CancellationToken cancellation = default)
    {
        var rows = await db.WorkflowDefinitions
            .Where(row => definitionId == null || row.DefinitionId == definitionId)
            .ToListAsync(cancellation);
        return Merge(rows)
            .Where(row => definitionId is null || row.DefinitionId == definitionId)
            .OrderBy(row => row.DefinitionId, StringComparer.Ordinal)
            .ThenByDescending(row => row.Version)
            .ToList();
    }

    // Texts are stored without blanks; the first letter is in either case.
    public async Task<IReadOnlyList<StoredDefinition>> ListUsableAsActivityAsync(
        CancellationToken cancellation = default)
    {
        const string member = "sableAsActivity";
        var rows = await db.WorkflowDefinitions
            .Where(row => row.Json.Contains(member)
                && !row.Json.Contains(member + "\":false") && !row.Json.Contains(member + "\":null"))
            .ToListAsync(cancellation);
        return Merge(rows)
            .Where(row => row.Json.Contains(member, StringComparison.Ordinal))
            .OrderBy(row => row.DefinitionId, StringComparer.Ordinal)
            .ThenByDescending(row => row.Version)
            .ToList();
    }

    public async Task SaveDefinitionAsync(
        StoredDefinition definition, CancellationToken cancellation = default)
    {
        hasSavedDefinitions = true;
        var known = await db.WorkflowDefinitions.FindAsync([definition.VersionId], cancellation);
        if (known is null) db.Add(definition);
        else if (!ReferenceEquals(known, definition)) db.Entry(known).CurrentValues.SetValues(definition);
    }

    public async Task RemoveVersionAsync(string versionId, CancellationToken cancellation = default)
    {
        hasSavedDefinitions = true;
        if (await FindVersionAsync(versionId, cancellation) is { } found) db.Remove(found);
    }

    public async Task ReplaceTriggersAsync(
        string definitionId,
        IReadOnlyList<StoredTrigger> triggers,
        CancellationToken cancellation = default)
    {
        hasReplacedTriggers = true;
        var old = await db.WorkflowTriggers
            .Where(row => row.DefinitionId == definitionId).ToListAsync(cancellation);
        db.RemoveRange(old);
        db.RemoveRange(db.WorkflowTriggers.Local.Where(row => row.DefinitionId == definitionId).ToList());
        db.AddRange(triggers);
    }

    public async Task<IReadOnlyList<StoredTrigger>> FindTriggersAsync(
        string hash, CancellationToken cancellation = default)
    {
        if (!hasReplacedTriggers)
        {
            await using var query = await transaction.QueryAsync(cancellation);
            return await TriggersAsync(query.Text(WorkflowRows.SelectTrigger).Where("Hash", hash), cancellation);
        }

        var rows = await db.WorkflowTriggers.Where(row => row.Hash == hash).ToListAsync(cancellation);
        return Merge(rows).Where(row => row.Hash == hash).ToList();
    }

    public async Task<IReadOnlyList<StoredTrigger>> ListTriggersAsync(
        string name, CancellationToken cancellation = default)
    {
        if (!hasReplacedTriggers)
        {
            await using var query = await transaction.QueryAsync(cancellation);
            return await TriggersAsync(query.Text(WorkflowRows.SelectTrigger).Where("Name", name), cancellation);
        }

        var rows = await db.WorkflowTriggers.Where(row => row.Name == name).ToListAsync(cancellation);
        return Merge(rows).Where(row => row.Name == name).ToList();
    }

    private static async Task<IReadOnlyList<StoredTrigger>> TriggersAsync(
        RowQuery query, CancellationToken cancellation)
    {
        var found = new List<StoredTrigger>();
        await using var reader = await query.ReadAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) found.Add(WorkflowRows.Trigger(reader));
        return found;
    }

    private static async Task<DefinitionHead?> HeadAsync(RowQuery query, CancellationToken cancellation)
    {
        await using var reader = await query.ReadAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? WorkflowRows.Head(reader) : null;
    }

    /// <summary>
    /// What the database answered, less what was deleted and plus what was added or changed since:
    /// a changed row may only now fit, so each caller asks its condition again.
    /// </summary>
    private IEnumerable<T> Merge<T>(List<T> found)
        where T : class
    {
        var changed = db.Set<T>().Local.Where(row =>
            db.Entry(row).State is EntityState.Added or EntityState.Modified);
        return found.Where(row => db.Entry(row).State != EntityState.Deleted).Union(changed);
    }
}
