using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>What of an instance outlives a burst. Members are short-lived copies; JSON is the truth.</summary>
internal sealed class WorkflowState
{
    public int Format { get; set; } = 1;
    public long NextSequence { get; set; }
    public Dictionary<string, JsonNode?>? Input { get; set; }
    public Dictionary<string, JsonNode?>? Output { get; set; }
    public Dictionary<string, JsonNode?>? Properties { get; set; }
    public List<Incident>? Incidents { get; set; }
    public List<ContextState> Contexts { get; set; } = [];
    public List<BookmarkState>? Bookmarks { get; set; }

    /// <summary>What a fault left in the queue.</summary>
    public List<WorkItemState>? Scheduled { get; set; }
}

/// <summary>A queued activity.</summary>
internal sealed class WorkItemState
{
    public string NodeId { get; set; } = "";
    public string? OwnerId { get; set; }
    public string? ExistingId { get; set; }
    public string? CallerId { get; set; }
    public JsonNode? Tag { get; set; }
    public Dictionary<string, JsonNode?>? Input { get; set; }
    public List<VariableState>? Variables { get; set; }
}

/// <summary>An execution that has not completed, or the root.</summary>
internal sealed class ContextState
{
    public string Id { get; set; } = "";
    public string NodeId { get; set; } = "";
    public string? ParentId { get; set; }
    public ActivityStatus Status { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public JsonNode? Tag { get; set; }
    public int Faults { get; set; }
    public int Executions { get; set; }
    public int Depth { get; set; }
    public string? CallerId { get; set; }
    public Dictionary<string, JsonNode?>? Properties { get; set; }
    public Dictionary<string, JsonNode?>? Metadata { get; set; }
    public Dictionary<string, JsonNode?>? Input { get; set; }
    public List<VariableState>? Variables { get; set; }
    public List<CallbackState>? Callbacks { get; set; }
}

/// <summary>A kept variable. Dynamic ones carry their declaration.</summary>
internal sealed class VariableState
{
    public string Id { get; set; } = "";
    public string? DynamicName { get; set; }
    public string? Type { get; set; }
    public JsonNode? Value { get; set; }
}

/// <summary>A callback that waits for a child.</summary>
internal sealed class CallbackState
{
    public string NodeId { get; set; } = "";
    public string? Method { get; set; }
    public JsonNode? Tag { get; set; }
}

/// <summary>A bookmark, with what its resumption needs.</summary>
internal sealed class BookmarkState
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string Hash { get; set; } = "";
    public string ActivityId { get; set; } = "";
    public string NodeId { get; set; } = "";
    public string ContextId { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DueAt { get; set; }
    public bool AutoBurn { get; set; }
    public bool AutoComplete { get; set; }
    public string? Callback { get; set; }
    public JsonNode? Payload { get; set; }
    public Dictionary<string, string>? Metadata { get; set; }
}

[JsonSerializable(typeof(WorkflowState))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    MaxDepth = 128)]
internal sealed partial class WorkflowStateJson : JsonSerializerContext;
