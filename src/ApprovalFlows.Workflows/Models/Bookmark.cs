using System.Text.Json.Serialization;

namespace ApprovalFlows.Workflows.Models;

/// <summary>A place where an activity waits for a stimulus.</summary>
public sealed class Bookmark
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }
    public object? Payload { get; init; }
    public required string ActivityId { get; init; }
    public required string ActivityNodeId { get; init; }
    public required string ActivityInstanceId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public bool AutoBurn { get; init; } = true;
    public string? CallbackMethodName { get; init; }
    public bool AutoComplete { get; init; } = true;
    public IDictionary<string, string>? Metadata { get; init; }

    /// <summary>When the clock may resume it; null when only a stimulus does.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>False for bookmarks of this burst that no store has seen yet.</summary>
    [JsonIgnore]
    internal bool IsStored { get; set; }
}
