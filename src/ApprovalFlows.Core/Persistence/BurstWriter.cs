using System.Data.Common;
using ApprovalFlows.Core.Outbox;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Persistence;

/// <summary>
/// Writes the staged bursts of a unit of work on its own connection and in its own transaction, many
/// rows in one round trip. Change tracking costs several times what the engine itself does in a burst.
/// </summary>
internal sealed class BurstWriter(DbConnection connection, DbTransaction? transaction)
{
    private const string InsertInstance =
        """
        INSERT INTO "WorkflowInstances" ("Id", "DefinitionId", "VersionId", "Version", "Name", "CorrelationId",
        "ParentInstanceId", "Status", "SubStatus", "State", "IncidentCount", "CreatedAt", "UpdatedAt",
        "FinishedAt", "Revision")
        """;

    private const string InsertBookmark =
        """
        INSERT INTO "WorkflowBookmarks" ("Id", "InstanceId", "ActivityId", "ActivityInstanceId", "Name", "Hash",
        "Payload", "CorrelationId", "CreatedAt", "DueAt", "ClaimedUntil")
        """;

    private const string InsertPage =
        """INSERT INTO "WorkflowJournal" ("InstanceId", "FirstSequence", "LastSequence", "Entries")""";

    private const string InsertOutbox =
        """
        INSERT INTO "Outbox" ("Id", "Kind", "InstanceId", "ActivityInstanceId", "Payload", "CreatedAt", "Status",
        "Attempts", "NextAttemptAt", "Revision")
        """;

    /// <exception cref="WorkflowConflictException">A row is not as it was read; nothing may be committed.</exception>
    public async Task WriteAsync(StagedBursts staged, CancellationToken cancellation)
    {
        await using var batch = new StatementBatch(connection, transaction);
        foreach (var instance in staged.Instances)
        {
            if (instance.IsNew) Insert(batch, instance.Instance);
            else Update(batch, instance);
        }

        foreach (var id in staged.RemovedBookmarkIds)
        {
            await batch.MakeRoomAsync(cancellation);
            batch.Begin("""DELETE FROM "WorkflowBookmarks" WHERE "Id" = """).Value(id).End();
        }

        foreach (var bookmark in staged.AddedBookmarks)
        {
            await batch.MakeRoomAsync(cancellation);
            Insert(batch, bookmark);
        }

        foreach (var page in staged.Pages)
        {
            await batch.MakeRoomAsync(cancellation);
            batch.Begin(InsertPage).Row(page.InstanceId, page.FirstSequence, page.LastSequence, page.Entries).End();
        }

        foreach (var row in staged.Outbox)
        {
            await batch.MakeRoomAsync(cancellation);
            Insert(batch, row);
        }

        await batch.RunAsync(cancellation);
    }

    private static void Insert(StatementBatch batch, StoredInstance row) => batch.Begin(InsertInstance).Row(
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
        1L).End();

    // What never changes is left out; the version does when an instance is moved to another one.
    private static void Update(StatementBatch batch, StagedInstance staged)
    {
        var row = staged.Instance;
        batch.Begin("""UPDATE "WorkflowInstances" SET "VersionId" = """).Value(row.VersionId)
            .Text(", \"Version\" = ").Value(row.Version)
            .Text(", \"Name\" = ").Value(row.Name)
            .Text(", \"CorrelationId\" = ").Value(row.CorrelationId)
            .Text(", \"ParentInstanceId\" = ").Value(row.ParentInstanceId)
            .Text(", \"Status\" = ").Value((int)row.Status)
            .Text(", \"SubStatus\" = ").Value((int)row.SubStatus)
            .Text(", \"State\" = ").Value(row.State)
            .Text(", \"IncidentCount\" = ").Value(row.IncidentCount)
            .Text(", \"UpdatedAt\" = ").Value(row.UpdatedAt)
            .Text(", \"FinishedAt\" = ").Value(row.FinishedAt)
            .Text(", \"Revision\" = ").Value(staged.LoadedRevision + 1)
            .Text(" WHERE \"Id\" = ").Value(row.Id)
            .Text(" AND \"Revision\" = ").Value(staged.LoadedRevision).End();
    }

    private static void Insert(StatementBatch batch, StoredBookmark row) => batch.Begin(InsertBookmark).Row(
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
        row.ClaimedUntil).End();

    private static void Insert(StatementBatch batch, OutboxRow row) => batch.Begin(InsertOutbox).Row(
        row.Id,
        row.Kind,
        row.InstanceId,
        row.ActivityInstanceId,
        row.Payload,
        row.CreatedAt,
        (int)row.Status,
        row.Attempts,
        row.NextAttemptAt,
        row.Revision).End();
}
