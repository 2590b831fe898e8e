namespace ApprovalFlows.Workflows.Storage;

/// <summary>
/// A workflow instance as a store keeps it. <see cref="State"/> is the engine's own JSON;
/// <see cref="Revision"/> grows by one with every commit and guards against two writers.
/// </summary>
public sealed class StoredInstance
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string VersionId { get; set; }
    public required int Version { get; set; }
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }
    public string? ParentInstanceId { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public required string State { get; set; }
    public int IncidentCount { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public long Revision { get; set; }
}

/// <summary>
/// A place where an instance waits. Found by <see cref="Hash"/> (stimulus) or, when
/// <see cref="DueAt"/> is set, by the timer sweep.
/// </summary>
public sealed class StoredBookmark
{
    public required string Id { get; set; }
    public required string InstanceId { get; set; }
    public required string ActivityId { get; set; }
    public required string ActivityInstanceId { get; set; }
    public required string Name { get; set; }
    public required string Hash { get; set; }
    public string? Payload { get; set; }
    public string? CorrelationId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>UTC instant from which the sweep may resume it; null when no clock resumes it.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>UTC instant until which one node holds the due bookmark for itself.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }
}

/// <summary>A trigger of a published definition: a stimulus with this hash starts an instance.</summary>
public sealed class StoredTrigger
{
    public required string Id { get; set; }
    public required string DefinitionId { get; set; }
    public required string VersionId { get; set; }
    public required string ActivityId { get; set; }
    public required string Name { get; set; }
    public string? Hash { get; set; }
    public string? Payload { get; set; }

    /// <summary>Next UTC instant at which a timer or cron trigger starts an instance.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public DateTimeOffset? ClaimedUntil { get; set; }
}

/// <summary>One line of an instance's journal; sequence numbers run from 0 without gaps over all bursts.</summary>
public sealed record JournalEntry(
    long Sequence,
    DateTimeOffset At,
    string ActivityId,
    string NodeId,
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityType,
    string? ActivityName,
    string EventName,
    string? Message,
    string? Payload)
{
    /// <summary>Inputs the log persistence modes let through, as a JSON object.</summary>
    public string? ActivityState { get; init; }

    /// <summary>Outputs the log persistence modes let through, as a JSON object.</summary>
    public string? Outputs { get; init; }
}
