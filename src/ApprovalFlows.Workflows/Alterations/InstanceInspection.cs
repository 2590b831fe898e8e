using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>What can be seen of an instance from outside before it is altered.</summary>
public sealed record InstanceInspection(
    IReadOnlyList<Incident> Incidents,
    IReadOnlyList<InspectedVariable> Variables,
    IReadOnlyList<InspectedExecution> Open,
    IReadOnlyList<InspectedActivity> Activities,
    int QueuedCount)
{
    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();
    public IReadOnlyDictionary<string, object?> Output { get; init; } = new Dictionary<string, object?>();

    internal static InstanceInspection Of(WorkflowExecutionContext workflow) => new(
        [.. workflow.Incidents],
        [.. workflow.ActivityExecutionContexts.Where(context => !context.IsCompleted).SelectMany(VariablesOf)],
        [.. workflow.ActivityExecutionContexts.Where(context => !context.IsCompleted).Select(InspectedExecution.Of)],
        ActivitiesOf(workflow.WorkflowGraph),
        workflow.Scheduler.Items.Count())
    {
        Input = workflow.Input.ToDictionary(pair => pair.Key, object? (pair) => pair.Value),
        Output = workflow.Output.ToDictionary(pair => pair.Key, object? (pair) => pair.Value),
    };

    internal static IReadOnlyList<InspectedActivity> ActivitiesOf(WorkflowGraph graph) =>
        [.. graph.Nodes.Where(node => node.Parent is not null).Select(InspectedActivity.Of)];

    private static IEnumerable<InspectedVariable> VariablesOf(ActivityExecutionContext context)
    {
        foreach (var (id, block) in context.MemoryOrNull?.Blocks ?? [])
            if (block.Variable is { } variable)
                yield return new InspectedVariable(
                    id,
                    variable.Name,
                    Definitions.TypeAliases.NameOf(variable.VariableType),
                    block.Value,
                    context.Activity.Id,
                    context.Id,
                    variable.StorageDriverType == typeof(Memory.WorkflowInstanceStorageDriver));
    }
}

/// <summary>A variable of an open container; one that is not stored cannot be changed.</summary>
public sealed record InspectedVariable(
    string Id,
    string Name,
    string Type,
    object? Value,
    string ContainerId,
    string ContainerInstanceId,
    bool IsStored);

/// <summary>An activity that has begun and not ended.</summary>
public sealed record InspectedExecution(
    string ActivityInstanceId, InspectedActivity Activity, ActivityStatus Status, bool IsWaiting, bool IsContainer)
{
    internal static InspectedExecution Of(ActivityExecutionContext context) => new(
        context.Id,
        InspectedActivity.Of(context.ActivityNode),
        context.Status,
        context.Bookmarks.Any(),
        context.ActivityNode.Children.Count > 0);
}

/// <summary>An activity of a definition, as a person knows it.</summary>
public sealed record InspectedActivity(string Id, string Type, string Name, string? ContainerId)
{
    internal static InspectedActivity Of(ActivityNode node) => new(
        node.Activity.Id,
        node.Activity.Type,
        DisplayText(node.Activity) ?? node.Activity.Name ?? node.Descriptor.DisplayName,
        node.Parent?.Activity.Id);

    private static string? DisplayText(IActivity activity) =>
        activity.Metadata.TryGetValue("displayText", out var text) && text?.ToString() is { Length: > 0 } known
            ? known
            : null;
}
