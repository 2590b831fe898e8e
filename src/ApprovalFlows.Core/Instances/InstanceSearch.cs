using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Instances;

/// <summary>Which instances a designer asks for; null and empty mean any.</summary>
public sealed record InstanceSearch
{
    public const int MaxPageSize = 500;

    public string? Text { get; init; }
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];
    public IReadOnlyList<string> VersionIds { get; init; } = [];
    public string? CorrelationId { get; init; }
    public string? ParentId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public IReadOnlyList<WorkflowStatus> Statuses { get; init; } = [];
    public IReadOnlyList<WorkflowSubStatus> SubStatuses { get; init; } = [];
    public IReadOnlyList<InstanceTime> Times { get; init; } = [];
    public InstanceOrder OrderBy { get; init; } = InstanceOrder.Created;
    public bool Descending { get; init; } = true;

    /// <summary>From 0.</summary>
    public int Page { get; init; }
    public int PageSize { get; init; } = MaxPageSize;

    internal IQueryable<StoredInstance> Of(IQueryable<StoredInstance> rows)
    {
        if (DefinitionIds.Count > 0) rows = rows.Where(row => DefinitionIds.Contains(row.DefinitionId));
        if (VersionIds.Count > 0) rows = rows.Where(row => VersionIds.Contains(row.VersionId));
        if (CorrelationId is { } correlation) rows = rows.Where(row => row.CorrelationId == correlation);
        if (ParentId is { } parent) rows = rows.Where(row => row.ParentInstanceId == parent);
        if (Version is { } version) rows = rows.Where(row => row.Version == version);
        if (HasIncidents is { } has) rows = rows.Where(row => row.IncidentCount > 0 == has);
        if (Statuses.Count > 0) rows = rows.Where(row => Statuses.Contains(row.Status));
        if (SubStatuses.Count > 0) rows = rows.Where(row => SubStatuses.Contains(row.SubStatus));
        return Times.Aggregate(rows, static (found, time) => time.Of(found));
    }

    internal IQueryable<StoredInstance> Ordered(IQueryable<StoredInstance> rows) => (OrderBy, Descending) switch
    {
        (InstanceOrder.LastExecuted, true) => rows.OrderByDescending(row => row.UpdatedAt).ThenBy(row => row.Id),
        (InstanceOrder.LastExecuted, false) => rows.OrderBy(row => row.UpdatedAt).ThenBy(row => row.Id),
        (InstanceOrder.Finished, true) => rows.OrderByDescending(row => row.FinishedAt).ThenBy(row => row.Id),
        (InstanceOrder.Finished, false) => rows.OrderBy(row => row.FinishedAt).ThenBy(row => row.Id),
        (InstanceOrder.Name, true) => rows.OrderByDescending(row => row.Name).ThenBy(row => row.Id),
        (InstanceOrder.Name, false) => rows.OrderBy(row => row.Name).ThenBy(row => row.Id),
        (_, false) => rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id),
        _ => rows.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id),
    };
}

public enum InstanceOrder
{
    Created,
    LastExecuted,
    Finished,
    Name,
}

/// <summary>A moment of an instance that lies before or after another; both ends belong to it.</summary>
public sealed record InstanceTime(InstanceOrder Column, bool IsAfter, DateTimeOffset At)
{
    internal IQueryable<StoredInstance> Of(IQueryable<StoredInstance> rows) => (Column, IsAfter) switch
    {
        (InstanceOrder.LastExecuted, true) => rows.Where(row => row.UpdatedAt >= At),
        (InstanceOrder.LastExecuted, false) => rows.Where(row => row.UpdatedAt <= At),
        (InstanceOrder.Finished, true) => rows.Where(row => row.FinishedAt >= At),
        (InstanceOrder.Finished, false) => rows.Where(row => row.FinishedAt <= At),
        (_, true) => rows.Where(row => row.CreatedAt >= At),
        _ => rows.Where(row => row.CreatedAt <= At),
    };
}
