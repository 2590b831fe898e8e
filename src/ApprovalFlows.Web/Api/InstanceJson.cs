using System.Globalization;
using ApprovalFlows.Core;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Api;

/// <summary>Instances as the API shows them: personal data masked, payloads left out.</summary>
internal static class InstanceJson
{
    public static object Of(InstanceItem item) => new
    {
        item.Id,
        definition = item.DefinitionId,
        definitionName = item.DefinitionName,
        item.Version,
        item.Name,
        item.CorrelationId,
        item.ParentInstanceId,
        item.CaseNumber,
        item.Status,
        item.SubStatus,
        incidents = item.IncidentCount,
        createdAt = ChinaTime.Of(item.CreatedAt),
        updatedAt = ChinaTime.Of(item.UpdatedAt),
        finishedAt = CaseJson.Local(item.FinishedAt),
        item.Revision,
    };

    public static object Of(InstanceView view, IReadOnlyList<JournalEntry> journal) => new
    {
        instance = Of(view.Item),
        bookmarks = view.Bookmarks.Select(bookmark => new
        {
            bookmark.Id,
            bookmark.ActivityId,
            bookmark.ActivityInstanceId,
            bookmark.Name,
            createdAt = ChinaTime.Of(bookmark.CreatedAt),
            dueAt = CaseJson.Local(bookmark.DueAt),
        }),
        incidents = (view.Inspection?.Incidents ?? []).Select(incident => new
        {
            incident.ActivityId,
            incident.ActivityInstanceId,
            incident.ActivityType,
            message = MaskedValue.Text(incident.Message),
            exception = incident.Exception?.Type,
            cause = incident.Exception?.Inner is { } inner ? MaskedValue.Text(inner.Message) : null,
            at = ChinaTime.Of(incident.Timestamp),
        }),
        variables = (view.Inspection?.Variables ?? []).Select(variable => new
        {
            variable.Id,
            variable.Name,
            variable.Type,
            value = MaskedValue.Of(variable.Name, variable.Value),
            variable.ContainerId,
            variable.ContainerInstanceId,
            variable.IsStored,
        }),
        open = (view.Inspection?.Open ?? []).Select(open => new
        {
            open.ActivityInstanceId,
            activityId = open.Activity.Id,
            open.Activity.Type,
            open.Activity.Name,
            open.Status,
            open.IsWaiting,
        }),
        queued = view.Inspection?.QueuedCount ?? 0,
        view.Versions,
        alterations = view.Alterations.Select(Of),
        journal = journal.Select(Of),
    };

    public static object Of(JournalEntry entry) => new
    {
        entry.Sequence,
        at = ChinaTime.Of(entry.At),
        entry.ActivityId,
        entry.ActivityType,
        entry.ActivityName,
        @event = entry.EventName,
        entry.Message,
    };

    private static object Of(AlterationRecord row) => new
    {
        row.Id,
        at = ChinaTime.Of(row.At).ToString("O", CultureInfo.InvariantCulture),
        actor = row.ActorName,
        row.Alteration,
        row.Reason,
        row.Target,
        row.OldValue,
        row.NewValue,
    };
}
