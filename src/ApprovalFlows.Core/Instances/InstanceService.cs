using ApprovalFlows.Core.Accounts;
using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Workflows.Alterations;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Instances;

public sealed record InstanceQuery
{
    public WorkflowStatus? Status { get; init; }
    public WorkflowSubStatus? SubStatus { get; init; }
    public string? Definition { get; init; }
    public bool? HasIncidents { get; init; }
    public string? Text { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 20;
}

/// <summary>Shows instances to those who repair or audit them; personal data is masked.</summary>
public sealed class InstanceService(
    AppDbContext db, IWorkflowStore store, WorkflowRuntime runtime, CurrentActor current)
{
    public const int JournalPageSize = 50;

    public Task<Paged<InstanceItem>> ListAsync(InstanceQuery query, CancellationToken cancellation = default)
    {
        MustRead();
        var found = db.WorkflowInstances.AsNoTracking();
        if (query.Status is { } status) found = found.Where(row => row.Status == status);
        if (query.SubStatus is { } subStatus) found = found.Where(row => row.SubStatus == subStatus);
        if (query.HasIncidents is { } has) found = found.Where(row => row.IncidentCount > 0 == has);
        if (!string.IsNullOrWhiteSpace(query.Definition))
            found = found.Where(row => row.DefinitionId == query.Definition);
        return Project(WithText(found, query.Text).OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Id))
            .ToPageAsync(query.Page, query.PageSize, cancellation);
    }

    /// <summary>As designers ask: several of each at once, in an order of their own, pages from 0.</summary>
    public async Task<(IReadOnlyList<InstanceItem> Items, int TotalCount)> SearchAsync(
        InstanceSearch search, CancellationToken cancellation = default)
    {
        MustRead();
        var found = WithText(search.Of(db.WorkflowInstances.AsNoTracking()), search.Text);
        var total = await found.CountAsync(cancellation);
        var size = Math.Clamp(search.PageSize, 1, InstanceSearch.MaxPageSize);
        var items = await Project(search.Ordered(found).Skip(Math.Max(0, search.Page) * size).Take(size))
            .ToListAsync(cancellation);
        return (items, total);
    }

    /// <exception cref="RuleViolation">There is none.</exception>
    public async Task<InstanceItem> FindAsync(string id, CancellationToken cancellation = default)
    {
        MustRead();
        return await Project(db.WorkflowInstances.AsNoTracking().Where(row => row.Id == id))
            .FirstOrDefaultAsync(cancellation)
            ?? throw RuleViolation.NotFound("InstanceUnknown", id);
    }

    public async Task<InstanceView> ShowAsync(string id, CancellationToken cancellation = default)
    {
        var item = await FindAsync(id, cancellation);
        var bookmarks = await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = id }, cancellation);
        var inspection = await runtime.InspectAsync(id, cancellation);
        var versions = await db.WorkflowDefinitions.AsNoTracking()
            .Where(row => row.DefinitionId == item.DefinitionId)
            .OrderByDescending(row => row.Version)
            .Select(row => row.Version)
            .ToListAsync(cancellation);
        var alterations = await db.WorkflowAlterations.AsNoTracking()
            .Where(row => row.InstanceId == id)
            .OrderBy(row => row.At)
            .ToListAsync(cancellation);
        return new InstanceView(item, bookmarks, inspection, versions, alterations);
    }

    /// <summary>The journal from this entry on; messages are masked, payloads are not shown.</summary>
    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync(
        string id, long from, int limit, CancellationToken cancellation = default)
    {
        MustRead();
        if (!await db.WorkflowInstances.AnyAsync(row => row.Id == id, cancellation))
            throw RuleViolation.NotFound("InstanceUnknown", id);
        var entries = await store.ReadJournalAsync(id, from, limit, cancellation);
        return [.. entries.Select(entry => entry with
        {
            Message = entry.Message is null ? null : MaskedValue.Text(entry.Message),
            Payload = null,
            ActivityState = null,
            Outputs = null,
        })];
    }

    public async Task<IReadOnlyList<InspectedActivity>> ListActivitiesAsync(
        string definitionId, int version, CancellationToken cancellation = default)
    {
        MustRead();
        return await runtime.ListActivitiesAsync(definitionId, version, cancellation);
    }

    /// <summary>The definitions that have instances or versions, for a filter.</summary>
    public async Task<IReadOnlyList<string>> ListDefinitionsAsync(CancellationToken cancellation = default) =>
        await db.WorkflowDefinitions.AsNoTracking()
            .Select(row => row.DefinitionId)
            .Distinct()
            .OrderBy(id => id)
            .ToListAsync(cancellation);

    private IQueryable<StoredInstance> WithText(IQueryable<StoredInstance> found, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return found;
        text = text.Trim();
        return found.Where(row => row.Id == text || row.Name!.Contains(text)
            || row.CorrelationId == text
            || db.Cases.Any(file => file.InstanceId == row.Id && file.Number.Contains(text)));
    }

    private IQueryable<InstanceItem> Project(IQueryable<StoredInstance> found) => found.Select(row =>
        new InstanceItem(
            row.Id,
            row.DefinitionId,
            db.WorkflowDefinitions.Where(version => version.VersionId == row.VersionId)
                .Select(version => version.Name).FirstOrDefault(),
            row.Version,
            row.Name,
            row.CorrelationId,
            row.ParentInstanceId,
            db.Cases.Where(file => file.InstanceId == row.Id).Select(file => file.Number).FirstOrDefault(),
            row.Status,
            row.SubStatus,
            row.IncidentCount,
            row.CreatedAt,
            row.UpdatedAt,
            row.FinishedAt,
            row.Revision,
            row.VersionId));

    private void MustRead()
    {
        if (!current.Actor.IsIn(Roles.FlowAdmin) && !current.Actor.IsIn(Roles.Auditor))
            throw RuleViolation.Forbidden("NotAllowed");
    }
}

public sealed record InstanceItem(
    string Id,
    string DefinitionId,
    string? DefinitionName,
    int Version,
    string? Name,
    string? CorrelationId,
    string? ParentInstanceId,
    string? CaseNumber,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    int IncidentCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    long Revision,
    string VersionId);

/// <summary>An instance with where it waits and what happened to it. No inspection: its version is gone.</summary>
public sealed record InstanceView(
    InstanceItem Item,
    IReadOnlyList<StoredBookmark> Bookmarks,
    InstanceInspection? Inspection,
    IReadOnlyList<int> Versions,
    IReadOnlyList<AlterationRecord> Alterations);
