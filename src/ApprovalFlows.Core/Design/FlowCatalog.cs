using ApprovalFlows.Core.Persistence;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Design;

/// <summary>Which versions of which flows are asked for; null and empty mean any.</summary>
public sealed record FlowQuery
{
    public const int MaxPageSize = 500;

    public VersionChoice Versions { get; init; } = VersionChoice.All;
    public int? Version { get; init; }
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];
    public IReadOnlyList<string> VersionIds { get; init; } = [];
    public string? Search { get; init; }
    public FlowOrder OrderBy { get; init; } = FlowOrder.Created;
    public bool Descending { get; init; }

    /// <summary>From 0.</summary>
    public int Page { get; init; }
    public int PageSize { get; init; } = MaxPageSize;
}

/// <summary>Versions by their state, as designers ask for them.</summary>
public enum VersionChoice
{
    All,
    Latest,
    Published,
    LatestOrPublished,
    LatestAndPublished,
    Draft,
}

public enum FlowOrder
{
    Created,
    Name,
    Version,
}

/// <summary>The versions of all flows, for lists.</summary>
public sealed class FlowCatalog(AppDbContext db)
{
    public async Task<(IReadOnlyList<StoredDefinition> Items, int TotalCount)> ListAsync(
        FlowQuery query, CancellationToken cancellation = default)
    {
        var rows = Of(query, db.WorkflowDefinitions.AsNoTracking());
        var total = await rows.CountAsync(cancellation);
        var size = Math.Clamp(query.PageSize, 1, FlowQuery.MaxPageSize);
        var items = await Ordered(query, rows)
            .Skip(Math.Max(0, query.Page) * size)
            .Take(size)
            .ToListAsync(cancellation);
        return (items, total);
    }

    /// <summary>The highest version that fits; the latest when any would.</summary>
    /// <exception cref="RuleViolation">There is none.</exception>
    public async Task<StoredDefinition> FindAsync(
        string definitionId, VersionChoice choice, int? version, CancellationToken cancellation = default)
    {
        var (items, _) = await ListAsync(
            new FlowQuery
            {
                DefinitionIds = [definitionId],
                Versions = version is null && choice == VersionChoice.All ? VersionChoice.Latest : choice,
                Version = version,
                OrderBy = FlowOrder.Version,
                Descending = true,
                PageSize = 1,
            },
            cancellation);
        return items.Count > 0 ? items[0] : throw RuleViolation.NotFound("FlowUnknown", definitionId);
    }

    public Task<bool> IsNameUniqueAsync(
        string name, string? exceptDefinitionId, CancellationToken cancellation = default) =>
        db.WorkflowDefinitions.AllAsync(
            row => row.Name != name || row.DefinitionId == exceptDefinitionId || !row.IsLatest, cancellation);

    /// <summary>Latest and published versions of the flows that use this one as an activity.</summary>
    public async Task<IReadOnlyList<StoredDefinition>> ConsumersAsync(
        StoredDefinition used, CancellationToken cancellation = default)
    {
        var type = $"\"{WorkflowActivityDescriber.TypeNameOf(used)}\"";
        return await db.WorkflowDefinitions.AsNoTracking()
            .Where(row => (row.IsLatest || row.IsPublished)
                && row.DefinitionId != used.DefinitionId && row.Json.Contains(type))
            .OrderBy(row => row.DefinitionId)
            .Take(FlowQuery.MaxPageSize)
            .ToListAsync(cancellation);
    }

    private static IQueryable<StoredDefinition> Of(FlowQuery query, IQueryable<StoredDefinition> rows)
    {
        rows = query.Versions switch
        {
            VersionChoice.Latest => rows.Where(row => row.IsLatest),
            VersionChoice.Published => rows.Where(row => row.IsPublished),
            VersionChoice.LatestOrPublished => rows.Where(row => row.IsLatest || row.IsPublished),
            VersionChoice.LatestAndPublished => rows.Where(row => row.IsLatest && row.IsPublished),
            VersionChoice.Draft => rows.Where(row => row.IsLatest && !row.IsPublished),
            _ => rows,
        };
        if (query.Version is { } version) rows = rows.Where(row => row.Version == version);
        if (query.DefinitionIds.Count > 0)
            rows = rows.Where(row => query.DefinitionIds.Contains(row.DefinitionId));
        if (query.VersionIds.Count > 0) rows = rows.Where(row => query.VersionIds.Contains(row.VersionId));
        if (string.IsNullOrWhiteSpace(query.Search)) return rows;
        var text = query.Search.Trim().ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database compares, not .NET.
        return rows.Where(row => row.Name!.ToUpper().Contains(text) || row.DefinitionId.ToUpper().Contains(text));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private static IQueryable<StoredDefinition> Ordered(FlowQuery query, IQueryable<StoredDefinition> rows) =>
        (query.OrderBy, query.Descending) switch
        {
            (FlowOrder.Name, false) => rows.OrderBy(row => row.Name).ThenBy(row => row.Version),
            (FlowOrder.Name, true) => rows.OrderByDescending(row => row.Name).ThenBy(row => row.Version),
            (FlowOrder.Version, false) => rows.OrderBy(row => row.Version).ThenBy(row => row.DefinitionId),
            (FlowOrder.Version, true) => rows.OrderByDescending(row => row.Version).ThenBy(row => row.DefinitionId),
            (_, false) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.VersionId),
            _ => rows.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.VersionId),
        };
}
