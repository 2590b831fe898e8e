using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Writes the state of an instance after a burst (Elsa: WorkflowStateExtractor.cs).</summary>
internal static class StateWriter
{
    public static string Write(WorkflowExecutionContext workflow) =>
        JsonSerializer.Serialize(Extract(workflow), WorkflowStateJson.Default.WorkflowState);

    private static WorkflowState Extract(WorkflowExecutionContext workflow) => new()
    {
        NextSequence = workflow.NextSequence,
        Input = Values(KeptInputs(workflow)),
        Output = Values(workflow.Output!),
        Properties = Values(workflow.Properties),
        Incidents = workflow.Incidents.Count == 0 ? null : workflow.Incidents,
        Contexts = [.. Kept(workflow).Select(Context)],
        Bookmarks = workflow.Bookmarks.Count == 0 ? null : [.. workflow.Bookmarks.Select(Bookmark)],
        Scheduled = workflow.Scheduler.HasAny ? [.. workflow.Scheduler.Items.Select(Scheduled)] : null,
    };

    private static WorkItemState Scheduled(WorkItem item) => new()
    {
        NodeId = item.Node.NodeId,
        OwnerId = item.Owner?.Id,
        ExistingId = item.Existing?.Id,
        CallerId = item.SchedulingActivity?.Id,
        Tag = ValueCodec.Encode(item.Tag),
        Input = Values(item.Input!),
        Variables = item.Variables is null ? null : [.. item.Variables.Select(variable => new VariableState
        {
            Id = variable.Id,
            DynamicName = variable.Name,
            Type = TypeAliases.NameOf(variable.VariableType),
            Value = ValueCodec.Encode(variable.Value),
        })],
    };

    // What is open, the root, and every ancestor of what is open: an activity may still wait below a
    // container that has completed.
    private static List<ActivityExecutionContext> Kept(WorkflowExecutionContext workflow)
    {
        var kept = new List<ActivityExecutionContext>();
        var seen = new HashSet<ActivityExecutionContext>();
        foreach (var context in workflow.ActivityExecutionContexts)
            if (context.ParentActivityExecutionContext is null || !context.IsCompleted)
                Keep(context);
        return kept;

        void Keep(ActivityExecutionContext context)
        {
            if (!seen.Add(context))
                return;
            if (context.ParentActivityExecutionContext is { } parent)
                Keep(parent);
            kept.Add(context);
        }
    }

    // Only inputs whose definition names the instance as their store survive the first burst.
    private static IEnumerable<KeyValuePair<string, object?>> KeptInputs(WorkflowExecutionContext workflow)
    {
        foreach (var input in workflow.WorkflowGraph.Definition.Inputs)
            if (VariableReader.DriverOf(input.StorageDriverTypeName) == typeof(WorkflowInstanceStorageDriver)
                && workflow.Input.TryGetValue(input.Name, out var value))
                yield return new(input.Name, value);
    }

    private static ContextState Context(ActivityExecutionContext context) => new()
    {
        Id = context.Id,
        NodeId = context.NodeId,
        ParentId = context.ParentActivityExecutionContext?.Id,
        Status = context.Status,
        StartedAt = context.StartedAt,
        CompletedAt = context.CompletedAt,
        Tag = ValueCodec.Encode(context.Tag),
        Faults = context.AggregateFaultCount,
        Executions = context.ExecutionCount,
        Depth = context.CallStackDepth,
        CallerId = context.SchedulingActivityExecutionId,
        Properties = Values(context.PropertiesOrNull),
        Metadata = Values(context.MetadataOrNull),
        Input = Values(context.ActivityInputOrNull!),
        Variables = Variables(context),
        Callbacks = context.Callbacks.Count == 0 ? null : [.. context.Callbacks.Select(Callback)],
    };

    private static CallbackState Callback(CompletionCallbackEntry entry) => new()
    {
        NodeId = entry.Child.NodeId,
        Method = entry.MethodName,
        Tag = ValueCodec.Encode(entry.Tag),
    };

    // Null values are not kept (Elsa: VariablePersistenceManager.cs): the default comes back.
    private static List<VariableState>? Variables(ActivityExecutionContext context)
    {
        List<VariableState>? states = null;
        foreach (var (id, block) in context.MemoryOrNull?.Blocks ?? [])
        {
            if (block.Variable is not { } variable
                || variable.StorageDriverType != typeof(WorkflowInstanceStorageDriver))
                continue;
            var isDynamic = context.HasDynamicVariables && context.DynamicVariables.Contains(variable);
            if (block.Value is null && !isDynamic)
                continue;
            (states ??= []).Add(new VariableState
            {
                Id = id,
                DynamicName = isDynamic ? variable.Name : null,
                Type = isDynamic ? TypeAliases.NameOf(variable.VariableType) : null,
                Value = ValueCodec.Encode(block.Value),
            });
        }

        return states;
    }

    private static BookmarkState Bookmark(Bookmark bookmark) => new()
    {
        Id = bookmark.Id,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        ActivityId = bookmark.ActivityId,
        NodeId = bookmark.ActivityNodeId,
        ContextId = bookmark.ActivityInstanceId,
        CreatedAt = bookmark.CreatedAt,
        DueAt = bookmark.DueAt,
        AutoBurn = bookmark.AutoBurn,
        AutoComplete = bookmark.AutoComplete,
        Callback = bookmark.CallbackMethodName,
        Payload = BookmarkPayload.ToNode(bookmark.Payload),
        Metadata = bookmark.Metadata is null ? null : new Dictionary<string, string>(bookmark.Metadata),
    };

    private static Dictionary<string, JsonNode?>? Values(IEnumerable<KeyValuePair<string, object?>>? values)
    {
        Dictionary<string, JsonNode?>? encoded = null;
        foreach (var (name, value) in values ?? [])
            (encoded ??= [])[name] = ValueCodec.Encode(value);
        return encoded;
    }
}

/// <summary>Payloads as stores and stored state keep them.</summary>
internal static class BookmarkPayload
{
    public static JsonNode? ToNode(object? payload) => payload switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        _ => JsonSerializer.SerializeToNode(payload, payload.GetType(), EngineJson.Plain),
    };

    public static string? ToText(object? payload) => ToNode(payload)?.ToJsonString(EngineJson.Plain);
}
