using System.Data.Common;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>The rows every burst reads, by hand: the columns are those of the mappings.</summary>
internal static class WorkflowRows
{
    public const string SelectInstanceWithHead =
        """
        SELECT i."Id", i."DefinitionId", i."VersionId", i."Version", i."Name", i."CorrelationId",
        i."ParentInstanceId", i."Status", i."SubStatus", i."State", i."IncidentCount", i."CreatedAt",
        i."UpdatedAt", i."FinishedAt", i."Revision", d."Version", d."ContentHash", d."DefinitionId"
        FROM "WorkflowInstances" AS i LEFT JOIN "WorkflowDefinitions" AS d ON d."VersionId" = i."VersionId"
        """;

    public const string SelectBookmark =
        """
        SELECT "Id", "InstanceId", "ActivityId", "ActivityInstanceId", "Name", "Hash", "Payload",
        "CorrelationId", "CreatedAt", "DueAt", "ClaimedUntil" FROM "WorkflowBookmarks"
        """;

    public const string SelectTrigger =
        """
        SELECT "Id", "DefinitionId", "VersionId", "ActivityId", "Name", "Hash", "Payload", "DueAt", "ClaimedUntil"
        FROM "WorkflowTriggers"
        """;

    public const string SelectHead =
        """SELECT "VersionId", "DefinitionId", "Version", "ContentHash" FROM "WorkflowDefinitions" """;

    public static StoredInstance Instance(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        VersionId = row.GetString(2),
        Version = row.GetInt32(3),
        Name = Text(row, 4),
        CorrelationId = Text(row, 5),
        ParentInstanceId = Text(row, 6),
        Status = (WorkflowStatus)row.GetInt32(7),
        SubStatus = (WorkflowSubStatus)row.GetInt32(8),
        State = row.GetString(9),
        IncidentCount = row.GetInt32(10),
        CreatedAt = Instant(row, 11)!.Value,
        UpdatedAt = Instant(row, 12)!.Value,
        FinishedAt = Instant(row, 13),
        Revision = row.GetInt64(14),
    };

    /// <summary>The head of the instance's version, or null when that version is gone.</summary>
    public static DefinitionHead? HeadBesideInstance(DbDataReader row) => row.IsDBNull(15)
        ? null
        : new DefinitionHead(row.GetString(2), row.GetString(17), row.GetInt32(15), Text(row, 16));

    public static DefinitionHead Head(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt32(2), Text(row, 3));

    public static StoredBookmark Bookmark(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        InstanceId = row.GetString(1),
        ActivityId = row.GetString(2),
        ActivityInstanceId = row.GetString(3),
        Name = row.GetString(4),
        Hash = row.GetString(5),
        Payload = Text(row, 6),
        CorrelationId = Text(row, 7),
        CreatedAt = Instant(row, 8)!.Value,
        DueAt = Instant(row, 9),
        ClaimedUntil = Instant(row, 10),
    };

    public static StoredTrigger Trigger(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        VersionId = row.GetString(2),
        ActivityId = row.GetString(3),
        Name = row.GetString(4),
        Hash = Text(row, 5),
        Payload = Text(row, 6),
        DueAt = Instant(row, 7),
        ClaimedUntil = Instant(row, 8),
    };

    /// <summary>A copy, so that nobody changes what is staged by changing what was read.</summary>
    public static StoredInstance Copy(StoredInstance row) => new()
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        VersionId = row.VersionId,
        Version = row.Version,
        Name = row.Name,
        CorrelationId = row.CorrelationId,
        ParentInstanceId = row.ParentInstanceId,
        Status = row.Status,
        SubStatus = row.SubStatus,
        State = row.State,
        IncidentCount = row.IncidentCount,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.UpdatedAt,
        FinishedAt = row.FinishedAt,
        Revision = row.Revision,
    };

    private static string? Text(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DbInstant.FromColumn(row.GetValue(column));
}
