using System.Text.Json.Nodes;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Instances in the shapes that Studio reads; personal data is masked.</summary>
internal static class InstanceDocument
{
    public static JsonObject Summary(InstanceItem item) => new()
    {
        ["id"] = item.Id,
        ["definitionId"] = item.DefinitionId,
        ["definitionVersionId"] = item.VersionId,
        ["version"] = item.Version,
        ["parentWorkflowInstanceId"] = item.ParentInstanceId,
        ["status"] = item.Status.ToString(),
        ["subStatus"] = item.SubStatus.ToString(),
        ["isExecuting"] = false,
        ["correlationId"] = item.CorrelationId,
        ["name"] = item.Name ?? item.CaseNumber,
        ["incidentCount"] = item.IncidentCount,
        ["isSystem"] = false,
        ["createdAt"] = item.CreatedAt,
        ["updatedAt"] = item.UpdatedAt,
        ["finishedAt"] = item.FinishedAt,
    };

    public static JsonObject Full(InstanceView view, IReadOnlyList<ActivityExecution> executions)
    {
        var json = Summary(view.Item);
        json["workflowState"] = State(view, executions);
        return json;
    }

    public static IEnumerable<JsonObject> Variables(InstanceView view) =>
        (view.Inspection?.Variables ?? []).Select(variable => new JsonObject
        {
            ["id"] = variable.Id,
            ["name"] = variable.Name,
            ["value"] = MaskedValue.Of(variable.Name, variable.Value),
        });

    private static JsonObject State(InstanceView view, IReadOnlyList<ActivityExecution> executions)
    {
        var item = view.Item;
        var nodes = executions.ToDictionary(execution => execution.Id, execution => execution.NodeId);
        return new JsonObject
        {
            ["id"] = item.Id,
            ["definitionId"] = item.DefinitionId,
            ["definitionVersionId"] = item.VersionId,
            ["definitionVersion"] = item.Version,
            ["correlationId"] = item.CorrelationId,
            ["status"] = item.Status.ToString(),
            ["subStatus"] = item.SubStatus.ToString(),
            ["isExecuting"] = false,
            ["isSystem"] = false,
            ["bookmarks"] = new JsonArray([.. view.Bookmarks.Select(bookmark => Of(bookmark, nodes))]),
            ["incidents"] = new JsonArray([.. (view.Inspection?.Incidents ?? []).Select(Of)]),
            ["fault"] = null,
            ["completionCallbacks"] = new JsonArray(),
            ["activityExecutionContexts"] = new JsonArray([.. executions
                .Where(execution => execution.Status is ExecutionStatus.Running or ExecutionStatus.Faulted)
                .Select(execution => Of(execution, nodes))]),
            ["scheduledActivities"] = new JsonArray(),
            ["input"] = Masked(view.Inspection?.Input),
            ["output"] = Masked(view.Inspection?.Output),
            ["properties"] = new JsonObject(),
            ["createdAt"] = item.CreatedAt,
            ["updatedAt"] = item.UpdatedAt,
            ["finishedAt"] = item.FinishedAt,
        };
    }

    private static JsonObject Of(StoredBookmark bookmark, Dictionary<string, string> nodes) => new()
    {
        ["id"] = bookmark.Id,
        ["name"] = bookmark.Name,
        ["hash"] = bookmark.Hash,
        ["payload"] = null,
        ["activityId"] = bookmark.ActivityId,
        ["activityNodeId"] = nodes.GetValueOrDefault(bookmark.ActivityInstanceId),
        ["activityInstanceId"] = bookmark.ActivityInstanceId,
        ["createdAt"] = bookmark.CreatedAt,
    };

    private static JsonObject Of(Incident incident) => new()
    {
        ["activityId"] = incident.ActivityId,
        ["activityNodeId"] = incident.ActivityNodeId,
        ["activityType"] = incident.ActivityType,
        ["message"] = MaskedValue.Text(incident.Message),
        ["exception"] = incident.Exception is { } exception ? Of(exception) : null,
        ["timestamp"] = incident.Timestamp,
    };

    private static JsonObject Of(IncidentException exception) => new()
    {
        ["type"] = exception.Type,
        ["message"] = MaskedValue.Text(exception.Message),
        ["stackTrace"] = null,
        ["innerException"] = exception.Inner is { } inner ? Of(inner) : null,
    };

    private static JsonObject Of(ActivityExecution execution, Dictionary<string, string> nodes) => new()
    {
        ["id"] = execution.Id,
        ["callStackDepth"] = execution.Depth,
        ["parentContextId"] = execution.ParentId,
        ["scheduledActivityNodeId"] = execution.NodeId,
        ["ownerActivityNodeId"] = nodes.GetValueOrDefault(execution.ParentId ?? ""),
        ["properties"] = new JsonObject(),
        ["metadata"] = new JsonObject(),
        ["activityState"] = execution.Inputs.DeepClone(),
        ["dynamicVariables"] = new JsonArray(),
        ["status"] = execution.Status.ToString(),
        ["isExecuting"] = false,
        ["faultCount"] = execution.FaultCount,
        ["startedAt"] = execution.StartedAt,
        ["completedAt"] = execution.CompletedAt,
    };

    private static JsonObject Masked(IReadOnlyDictionary<string, object?>? values) => new(
        (values ?? new Dictionary<string, object?>()).Select(pair =>
            KeyValuePair.Create(pair.Key, (JsonNode?)MaskedValue.Of(pair.Key, pair.Value))));
}
