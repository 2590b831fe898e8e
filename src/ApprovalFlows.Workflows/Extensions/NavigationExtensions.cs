using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Looking around in a run: other activities, recorded values, variables.</summary>
public static class NavigationExtensions
{
    private const string ExtensionsKey = "Extensions";

    public static object? Get(this ActivityExecutionContext context, string blockId) =>
        context.Get(new MemoryBlockReference(blockId));

    /// <summary>The nearest activity with this id or name, from the innermost container outwards.</summary>
    public static IActivity? FindActivityByIdOrName(
        this ActivityExecutionContext context, string idOrName) =>
        context.GetAncestors().Prepend(context)
            .SelectMany(scope => scope.ActivityNode.Children.Select(child => child.Activity))
            .FirstOrDefault(activity => activity.Id == idOrName || activity.Name == idOrName);

    /// <summary>The evaluated inputs of this execution.</summary>
    public static IDictionary<string, object?> GetInputs(this ActivityExecutionContext context) =>
        context.ActivityState;

    /// <summary>What this execution has yielded so far.</summary>
    public static IDictionary<string, object?> GetOutputs(this ActivityExecutionContext context)
    {
        var outputs = new Dictionary<string, object?>();
        foreach (var record in context.WorkflowExecutionContext.Outputs)
            if (record.Context == context)
                outputs[record.Name] = record.Value;
        return outputs;
    }

    /// <summary>The result that an activity in the same container has yielded.</summary>
    public static object? GetResult(this ActivityExecutionContext context, IActivity activity) =>
        ActivityOutputs.Get(context, activity.Id, null);

    /// <summary>The variables in scope; inner ones hide outer ones.</summary>
    public static IDictionary<string, object?> GetVariableValues(this ActivityExecutionContext context)
    {
        var values = new Dictionary<string, object?>();
        foreach (var scope in context.GetAncestors().Prepend(context))
            foreach (var variable in scope.Variables)
                values.TryAdd(variable.Name, scope.OwnVariableBlock(variable.Name)?.Value);
        return values;
    }

    /// <summary>Declares a variable in the nearest container.</summary>
    public static Variable CreateVariable(
        this ActivityExecutionContext context,
        string name,
        object? value,
        Type? storageDriverType = null,
        Action<MemoryBlock>? configure = null)
    {
        if (context.OwnVariableBlock(name) is not null)
            throw new InvalidOperationException($"The variable '{name}' exists already.");
        var container = context.Activity is IVariableContainer
            ? context
            : context.FindParentWithVariableContainer() ?? context;
        var variable = new Variable(name, value)
        {
            StorageDriverType = storageDriverType ?? typeof(WorkflowInstanceStorageDriver),
        };
        container.DeclareDynamic(variable);
        if (container.OwnVariableBlock(name) is { } block)
            configure?.Invoke(block);
        return variable;
    }

    /// <summary>The executions that scheduled each other until this one, the first of them first.</summary>
    public static IEnumerable<ActivityExecutionContext> GetExecutionChain(
        this ActivityExecutionContext context)
    {
        var byId = context.WorkflowExecutionContext.ActivityExecutionContexts
            .ToDictionary(item => item.Id, StringComparer.Ordinal);
        var chain = new Stack<ActivityExecutionContext>([context]);
        while (chain.Peek().SchedulingActivityExecutionId is { } id && byId.TryGetValue(id, out var scheduler)
            && !chain.Contains(scheduler))
            chain.Push(scheduler);
        return chain;
    }

    /// <summary>The name of the port that a property stands for.</summary>
    public static string GetOutcomeName(this ActivityExecutionContext context, string portPropertyName) =>
        context.Activity.GetType().GetProperty(portPropertyName)
            ?.GetCustomAttributes(typeof(Attributes.PortAttribute), false)
            .Cast<Attributes.PortAttribute>().FirstOrDefault()?.Name
        ?? portPropertyName;

    /// <summary>Keeps a small value of an extension with the execution.</summary>
    public static void SetExtensionsMetadata(
        this ActivityExecutionContext context, string key, object? value) =>
        context.UpdateMetadata<Dictionary<string, object?>>(
            ExtensionsKey, existing => new(existing ?? []) { [key] = value });

    public static Dictionary<string, object?>? GetExtensionsMetadata(this ActivityExecutionContext context) =>
        context.GetMetadata<Dictionary<string, object?>>(ExtensionsKey);

    /// <summary>What an activity of the run has yielded in this burst.</summary>
    public static object? GetOutputByActivityId(
        this WorkflowExecutionContext context, string activityId, string? outputName = null) =>
        context.Outputs.LastOrDefault(record =>
            record.Context.Activity.Id == activityId && record.Name == (outputName ?? "Result")).Value;

    public static bool AllActivitiesCompleted(this WorkflowExecutionContext context) => context.AllCompleted;
}
