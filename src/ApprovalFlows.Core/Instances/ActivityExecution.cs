using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Core.Privacy;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Core.Instances;

public enum ExecutionStatus
{
    Running,
    Completed,
    Canceled,
    Faulted,
}

/// <summary>One execution of an activity, put together from what the journal says of it; values are masked.</summary>
public sealed class ActivityExecution
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string NodeId { get; init; }
    public required string Type { get; init; }
    public string? Name { get; init; }
    public string? ParentId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public ExecutionStatus Status { get; private set; }
    public int FaultCount { get; private set; }
    public string? FaultMessage { get; private set; }
    public int Depth { get; internal set; }
    public bool IsWaiting { get; internal set; }

    /// <summary>Inputs that the flow lets its journal keep.</summary>
    public JsonObject Inputs { get; } = [];

    /// <summary>Outputs that the flow lets its journal keep.</summary>
    public JsonObject Outputs { get; } = [];

    internal static ActivityExecution Begun(string instanceId, JournalEntry entry) => new()
    {
        Id = entry.ActivityInstanceId,
        InstanceId = instanceId,
        ActivityId = entry.ActivityId,
        NodeId = entry.NodeId,
        Type = entry.ActivityType,
        Name = entry.ActivityName,
        ParentId = entry.ParentActivityInstanceId,
        StartedAt = entry.At,
    };

    internal void Add(JournalEntry entry)
    {
        Keep(entry.ActivityState, Inputs);
        Keep(entry.Outputs, Outputs);
        switch (entry.EventName)
        {
            case "Started" or "Resumed":
                Enter(ExecutionStatus.Running, null);
                break;
            case "Completed":
                Enter(ExecutionStatus.Completed, entry.At);
                break;
            case "Canceled" or "Workflow cancelled":
                Enter(ExecutionStatus.Canceled, entry.At);
                break;
            case "Faulted":
                Enter(ExecutionStatus.Faulted, null);
                FaultCount++;
                FaultMessage = entry.Message;
                break;
        }
    }

    private void Enter(ExecutionStatus status, DateTimeOffset? completedAt)
    {
        Status = status;
        CompletedAt = completedAt;
    }

    private static void Keep(string? json, JsonObject values)
    {
        if (json is null || JsonNode.Parse(json) is not JsonObject given) return;
        foreach (var (name, value) in given)
            values[name] = Masked(name, value);
    }

    private static JsonNode? Masked(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => MaskedValue.Of(name, value.GetValue<string>()),
        JsonValueKind.True or JsonValueKind.False => value.DeepClone(),
        _ => MaskedValue.Of(name, value),
    };
}
