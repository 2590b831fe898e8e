using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// The rows of staged bursts as statements, by hand: change tracking costs several times what the
/// engine itself does in a burst. The columns are those of the mappings.
/// </summary>
internal static class BurstStatements
{
    private static readonly string InsertInstance = Insert(
        "WorkflowInstances", "Id", "DefinitionId", "VersionId", "Version", "Name", "CorrelationId",
        "ParentInstanceId", "Status", "SubStatus", "State", "IncidentCount", "CreatedAt", "UpdatedAt",
        "FinishedAt", "Revision");

    private static readonly string InsertBookmark = Insert(
        "WorkflowBookmarks", "Id", "InstanceId", "ActivityId", "ActivityInstanceId", "Name", "Hash", "Payload",
        "CorrelationId", "CreatedAt", "DueAt", "ClaimedUntil");

    private static readonly string InsertPage = Insert(
        "WorkflowJournal", "InstanceId", "FirstSequence", "LastSequence", "Entries");

    private static readonly string InsertOutbox = Insert(
        "Outbox", "Id", "Kind", "InstanceId", "ActivityInstanceId", "Payload", "CreatedAt", "Status", "Attempts",
        "NextAttemptAt", "Hash", "HasStarted", "Revision");

    private const string DeleteBookmark = """DELETE FROM "WorkflowBookmarks" WHERE "Id" = @p0""";

    // The version changes when an instance is moved to another one.
    private const string UpdateInstance =
        """
        UPDATE "WorkflowInstances" SET "VersionId" = @p0, "Version" = @p1, "Name" = @p2, "CorrelationId" = @p3,
        "ParentInstanceId" = @p4, "Status" = @p5, "SubStatus" = @p6, "State" = @p7, "IncidentCount" = @p8,
        "UpdatedAt" = @p9, "FinishedAt" = @p10, "Revision" = @p11 WHERE "Id" = @p12 AND "Revision" = @p13
        """;

    // A moved instance waits at the places of its new version.
    private const string UpdateBookmark =
        """
        UPDATE "WorkflowBookmarks" SET "ActivityId" = @p0, "ActivityInstanceId" = @p1, "Name" = @p2, "Hash" = @p3,
        "Payload" = @p4, "CorrelationId" = @p5, "DueAt" = @p6 WHERE "Id" = @p7
        """;

    public static IReadOnlyList<Statement> Of(StagedBursts staged) =>
    [
        .. staged.Instances.Select(row => row.IsNew ? Insert(row.Instance) : Update(row)),
        .. staged.RemovedBookmarkIds.Select(id => new Statement(DeleteBookmark, [id])),
        .. staged.AddedBookmarks.Select(Insert),
        .. staged.ChangedBookmarks.Select(row => new Statement(
            UpdateBookmark,
            [
                row.ActivityId, row.ActivityInstanceId, row.Name, row.Hash, row.Payload, row.CorrelationId, row.DueAt,
                row.Id,
            ])),
        .. staged.Pages.Select(page => new Statement(
            InsertPage, [page.InstanceId, page.FirstSequence, page.LastSequence, page.Entries])),
        .. staged.Outbox.Select(Insert),
    ];

    private static Statement Insert(StoredInstance row) => new(InsertInstance, [
        row.Id,
        row.DefinitionId,
        row.VersionId,
        row.Version,
        row.Name,
        row.CorrelationId,
        row.ParentInstanceId,
        (int)row.Status,
        (int)row.SubStatus,
        row.State,
        row.IncidentCount,
        row.CreatedAt,
        row.UpdatedAt,
        row.FinishedAt,
        1L]);

    private static Statement Update(StagedInstance staged)
    {
        var row = staged.Instance;
        return new(UpdateInstance, [
            row.VersionId,
            row.Version,
            row.Name,
            row.CorrelationId,
            row.ParentInstanceId,
            (int)row.Status,
            (int)row.SubStatus,
            row.State,
            row.IncidentCount,
            row.UpdatedAt,
            row.FinishedAt,
            staged.LoadedRevision + 1,
            row.Id,
            staged.LoadedRevision]);
    }

    private static Statement Insert(StoredBookmark row) => new(InsertBookmark, [
        row.Id,
        row.InstanceId,
        row.ActivityId,
        row.ActivityInstanceId,
        row.Name,
        row.Hash,
        row.Payload,
        row.CorrelationId,
        row.CreatedAt,
        row.DueAt,
        row.ClaimedUntil]);

    private static Statement Insert(OutboxRow row) => new(InsertOutbox, [
        row.Id,
        row.Kind,
        row.InstanceId,
        row.ActivityInstanceId,
        row.Payload,
        row.CreatedAt,
        (int)row.Status,
        row.Attempts,
        row.NextAttemptAt,
        row.Hash,
        row.HasStarted,
        row.Revision]);

    private static string Insert(string table, params string[] columns) =>
        $"INSERT INTO \"{table}\" (\"{string.Join("\", \"", columns)}\") "
        + $"VALUES ({string.Join(", ", Enumerable.Range(0, columns.Length).Select(Statement.Name))})";
}
