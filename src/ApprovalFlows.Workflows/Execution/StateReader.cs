using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>Brings an instance back from its stored state.</summary>
internal static class StateReader
{
    public static void Read(string json, WorkflowExecutionContext workflow)
    {
        var state = JsonSerializer.Deserialize(json, WorkflowStateJson.Default.WorkflowState)
            ?? throw new InvalidOperationException($"The state of '{workflow.Id}' is empty.");
        workflow.NextSequence = state.NextSequence;
        Fill(workflow.Output!, state.Output);
        Fill(workflow.Properties, state.Properties);
        foreach (var (name, value) in state.Input ?? [])
            workflow.Input.TryAdd(name, ValueCodec.Decode(value)!);
        workflow.Incidents.AddRange(state.Incidents ?? []);
        var contexts = new Dictionary<string, ActivityExecutionContext>(StringComparer.Ordinal);
        foreach (var stored in state.Contexts)
            if (ReadContext(stored, workflow, contexts) is { } context)
                contexts[stored.Id] = context;
        foreach (var stored in state.Bookmarks ?? [])
            workflow.AddBookmark(ReadBookmark(stored));
        foreach (var stored in state.Scheduled ?? [])
            ReadScheduled(stored, workflow, contexts);
    }

    private static void ReadScheduled(
        WorkItemState stored,
        WorkflowExecutionContext workflow,
        Dictionary<string, ActivityExecutionContext> known)
    {
        var owner = stored.OwnerId is null ? null : known.GetValueOrDefault(stored.OwnerId);
        if (workflow.WorkflowGraph.FindNode(stored.NodeId) is not { } node || owner is null != stored.OwnerId is null)
            return;
        var input = new Dictionary<string, object?>();
        Fill(input, stored.Input);
        workflow.Scheduler.Enqueue(new WorkItem
        {
            Node = node,
            Owner = owner,
            Existing = stored.ExistingId is null ? null : known.GetValueOrDefault(stored.ExistingId),
            SchedulingActivity = stored.CallerId is null ? null : known.GetValueOrDefault(stored.CallerId),
            Tag = ValueCodec.Decode(stored.Tag),
            Input = input!,
            Variables = stored.Variables is null ? null : [.. stored.Variables.Select(DynamicWithValue)],
        });
    }

    private static Variable DynamicWithValue(VariableState state)
    {
        var variable = Dynamic(state);
        variable.Value = ValueCodec.Decode(state.Value);
        return variable;
    }

    // A node that no longer exists is skipped: the definition may have been migrated.
    private static ActivityExecutionContext? ReadContext(
        ContextState stored,
        WorkflowExecutionContext workflow,
        Dictionary<string, ActivityExecutionContext> known)
    {
        if (workflow.WorkflowGraph.FindNode(stored.NodeId) is not { } node)
            return null;
        var parent = stored.ParentId is null ? null : known.GetValueOrDefault(stored.ParentId);
        if (stored.ParentId is not null && parent is null)
            return null;
        var context = new ActivityExecutionContext(stored.Id, workflow, node, parent, stored.StartedAt)
        {
            CompletedAt = stored.CompletedAt,
            Tag = ValueCodec.Decode(stored.Tag),
            AggregateFaultCount = stored.Faults,
            ExecutionCount = stored.Executions,
            CallStackDepth = stored.Depth,
            SchedulingActivityExecutionId = stored.CallerId,
        };
        context.TransitionTo(stored.Status);
        if (stored.Properties is not null)
            Fill(context.Properties, stored.Properties);
        if (stored.Metadata is not null)
            Fill(context.Metadata, stored.Metadata);
        if (stored.Input is not null)
            Fill(context.ActivityInput!, stored.Input);
        context.DeclareVariables(null);
        ReadVariables(stored, context);
        foreach (var callback in stored.Callbacks ?? [])
            ReadCallback(callback, context);
        workflow.Add(context);
        return context;
    }

    private static void ReadVariables(ContextState stored, ActivityExecutionContext context)
    {
        foreach (var state in stored.Variables ?? [])
        {
            if (state.DynamicName is not null)
                context.DeclareDynamic(Dynamic(state));
            if (!context.Memory.TryGetBlock(state.Id, out var block))
                continue;
            var value = ValueCodec.Decode(state.Value);
            var type = block.Variable?.VariableType ?? typeof(object);
            if (value.TryConvertTo(type, out var converted))
                block.Value = converted;
            else if (!DropsInconvertible(context.WorkflowExecutionContext.Options))
                block.Value = value;
        }
    }

    private static bool DropsInconvertible(WorkflowOptions options) =>
        options.StrictConversion && options.Defects.HasFlag(ElsaDefects.LossyConversion);

    internal static Variable Dynamic(VariableState state)
    {
        var type = TypeAliases.Find(state.Type) ?? typeof(object);
        var variable = (Variable)Activator.CreateInstance(typeof(Variable<>).MakeGenericType(type))!;
        variable.Id = state.Id;
        variable.Name = state.DynamicName!;
        variable.StorageDriverType = typeof(WorkflowInstanceStorageDriver);
        return variable;
    }

    private static void ReadCallback(CallbackState state, ActivityExecutionContext context)
    {
        if (context.WorkflowExecutionContext.WorkflowGraph.FindNode(state.NodeId) is not { } child)
            return;
        var callback = state.Method is null
            ? null
            : CallbackMethods.Bind<ActivityCompletionCallback>(context.Activity, state.Method);
        context.RestoreCallback(new(child, callback, ValueCodec.Decode(state.Tag)));
    }

    private static Bookmark ReadBookmark(BookmarkState state) => new()
    {
        Id = state.Id,
        Name = state.Name,
        Hash = state.Hash,
        Payload = state.Payload,
        ActivityId = state.ActivityId,
        ActivityNodeId = state.NodeId,
        ActivityInstanceId = state.ContextId,
        CreatedAt = state.CreatedAt,
        DueAt = state.DueAt,
        AutoBurn = state.AutoBurn,
        AutoComplete = state.AutoComplete,
        CallbackMethodName = state.Callback,
        Metadata = state.Metadata,
        IsStored = true,
    };

    private static void Fill(IDictionary<string, object?> target, Dictionary<string, JsonNode?>? values)
    {
        foreach (var (name, value) in values ?? [])
            target[name] = ValueCodec.Decode(value);
    }
}
