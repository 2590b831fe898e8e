using System.Globalization;
using ApprovalFlows.Workflows;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Tests.Persistence;

/// <summary>Rows to store, with everything filled in that a test does not care about.</summary>
internal static class StoredRows
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static StoredInstance Instance(string id, string state = "{}") => new()
    {
        Id = id,
        DefinitionId = "leave",
        VersionId = "leave-1",
        Version = 1,
        State = state,
        CorrelationId = $"case-{id}",
        Status = WorkflowStatus.Running,
        SubStatus = WorkflowSubStatus.Suspended,
        CreatedAt = Noon,
        UpdatedAt = Noon,
    };

    public static StoredBookmark Bookmark(
        string id, string instanceId, DateTimeOffset? dueAt = null, string hash = "hash") => new()
        {
            Id = id,
            InstanceId = instanceId,
            ActivityId = "review",
            ActivityInstanceId = $"run-{id}",
            Name = "ReviewStep",
            Hash = hash,
            Payload = """{"step":"复核"}""",
            CorrelationId = $"case-{instanceId}",
            CreatedAt = Noon,
            DueAt = dueAt,
        };

    public static StoredTrigger Trigger(
        string id, string definitionId, string hash = "hash", DateTimeOffset? dueAt = null) => new()
        {
            Id = id,
            DefinitionId = definitionId,
            VersionId = $"{definitionId}-1",
            ActivityId = "start",
            Name = "Elsa.HttpEndpoint",
            Hash = hash,
            DueAt = dueAt,
        };

    public static StoredDefinition Definition(
        string id, int version, bool published = false, bool latest = false) => new()
        {
            VersionId = $"{id}-{version.ToString(CultureInfo.InvariantCulture)}",
            DefinitionId = id,
            Version = version,
            Name = "聘用境外边民用工证",
            IsPublished = published,
            IsLatest = latest,
            Json = $$"""{"version":{{version}}}""",
            CreatedAt = Noon,
        };

    public static JournalEntry Entry(long sequence, string? message = null) => new(
        sequence, Noon, "review", "Workflow1:review", "run-1", null, "ApprovalFlows.ReviewStep",
        "复核", "Started", message, """{"outcome":"approve"}""");

    public static IReadOnlyList<JournalEntry> Entries(long first, int count) =>
        [.. Enumerable.Range(0, count).Select(offset => Entry(first + offset))];

    /// <summary>The first burst of an instance.</summary>
    public static BurstChanges Start(StoredInstance instance, params StoredBookmark[] bookmarks) =>
        new(instance, IsNew: true, bookmarks, [], []);

    /// <summary>A later burst, which burns these bookmarks.</summary>
    public static BurstChanges Resume(StoredInstance instance, params string[] burnt) =>
        new(instance, IsNew: false, [], burnt, []);
}
