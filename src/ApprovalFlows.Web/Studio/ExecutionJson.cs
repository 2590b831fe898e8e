using System.Text.Json.Nodes;
using ApprovalFlows.Core.Instances;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Web.Studio;

/// <summary>Journals and executions in the shapes that Studio reads.</summary>
internal sealed class ExecutionJson(ActivityRegistry registry)
{
    public JsonObject Of(JournalEntry entry, string instanceId) => new()
    {
        ["id"] = ExecutionId.Of(instanceId, $"{entry.ActivityInstanceId}-{entry.Sequence}"),
        ["activityInstanceId"] = ExecutionId.Of(instanceId, entry.ActivityInstanceId),
        ["parentActivityInstanceId"] = ExecutionId.OfOptional(instanceId, entry.ParentActivityInstanceId),
        ["activityId"] = entry.ActivityId,
        ["activityType"] = entry.ActivityType,
        ["activityTypeVersion"] = VersionOf(entry.ActivityType),
        ["activityName"] = entry.ActivityName,
        ["nodeId"] = entry.NodeId,
        ["timestamp"] = entry.At,
        ["sequence"] = entry.Sequence,
        ["eventName"] = entry.EventName,
        ["message"] = entry.Message,
        ["source"] = null,
        ["activityState"] = new JsonObject(),
        ["payload"] = null,
    };

    public JsonObject Summary(ActivityExecution execution) => new()
    {
        ["id"] = ExecutionId.Of(execution.InstanceId, execution.Id),
        ["workflowInstanceId"] = execution.InstanceId,
        ["activityId"] = execution.ActivityId,
        ["activityNodeId"] = execution.NodeId,
        ["activityType"] = execution.Type,
        ["activityTypeVersion"] = VersionOf(execution.Type),
        ["activityName"] = execution.Name,
        ["startedAt"] = execution.StartedAt,
        ["hasBookmarks"] = execution.IsWaiting,
        ["status"] = execution.Status.ToString(),
        ["metadata"] = new JsonObject(),
        ["aggregateFaultCount"] = execution.FaultCount,
        ["completedAt"] = execution.CompletedAt,
    };

    public JsonObject Full(ActivityExecution execution)
    {
        var json = Summary(execution);
        json["activityState"] = execution.Inputs.DeepClone();
        json["payload"] = null;
        json["outputs"] = execution.Outputs.DeepClone();
        json["properties"] = new JsonObject();
        json["exception"] = execution.FaultMessage is { } message
            ? new JsonObject
            {
                ["type"] = "",
                ["message"] = Core.Privacy.MaskedValue.Text(message),
                ["stackTrace"] = null,
                ["innerException"] = null,
            }
            : null;
        json["schedulingActivityExecutionId"] = ExecutionId.OfOptional(execution.InstanceId, execution.ParentId);
        json["schedulingActivityId"] = null;
        json["schedulingWorkflowInstanceId"] = null;
        json["callStackDepth"] = execution.Depth;
        return json;
    }

    /// <summary>How often each of these activities ran: the badges on the steps.</summary>
    public static JsonObject Report(IEnumerable<ActivityExecution> executions) => new()
    {
        ["stats"] = new JsonArray([.. executions.GroupBy(execution => execution.NodeId).Select(Statistics)]),
    };

    private static JsonObject Statistics(IGrouping<string, ActivityExecution> ofNode)
    {
        var started = ofNode.Count();
        var completed = ofNode.Count(execution => execution.Status == ExecutionStatus.Completed);
        return new JsonObject
        {
            ["activityId"] = ofNode.First().ActivityId,
            ["activityNodeId"] = ofNode.Key,
            ["startedCount"] = started,
            ["completedCount"] = completed,
            ["uncompletedCount"] = started - completed,
            ["isBlocked"] = ofNode.Any(execution => execution.IsWaiting),
            ["isFaulted"] = ofNode.Any(execution => execution.Status == ExecutionStatus.Faulted),
            ["aggregateFaultCount"] = ofNode.Sum(execution => execution.FaultCount),
            ["metadata"] = new JsonObject(),
        };
    }

    private int VersionOf(string type) => registry.FindLatest(type)?.Version ?? 1;
}

/// <summary>Studio asks for an execution by its id alone; so ours carries the instance it belongs to.</summary>
internal static class ExecutionId
{
    private const char Separator = '~';

    public static string Of(string instanceId, string activityInstanceId) =>
        $"{instanceId}{Separator}{activityInstanceId}";

    public static string? OfOptional(string instanceId, string? activityInstanceId) =>
        activityInstanceId is null ? null : Of(instanceId, activityInstanceId);

    public static (string InstanceId, string ActivityInstanceId)? Read(string? id) =>
        id?.LastIndexOf(Separator) is > 0 and var at ? (id[..at], id[(at + 1)..]) : null;
}
