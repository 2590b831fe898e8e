using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Expressions.Helpers;

namespace ApprovalFlows.Workflows.Expressions.Liquid;

/// <summary>The names a template can use.</summary>
internal sealed class LiquidScope(ActivityExecutionContext? activity)
{
    private readonly Dictionary<string, object?> assigned = new(StringComparer.Ordinal);

    public void Assign(string name, object? value) => assigned[name] = value;

    public void Forget(string name) => assigned.Remove(name);

    public object? Resolve(IReadOnlyList<object> path, Func<object, object?> keyOf)
    {
        var name = (string)path[0];
        if (assigned.TryGetValue(name, out var value))
            return Follow(value, path, 1, keyOf);
        if (activity is null)
            return null;
        if (name is "Variables" or "Input" && path.Count > 1)
        {
            var key = keyOf(path[1])?.ToString() ?? "";
            return Follow(name == "Input" ? InputOf(activity, key) : VariableOf(activity, key), path, 2, keyOf);
        }

        return Follow(Known(name), path, 1, keyOf);
    }

    // Unlike in scripts, inside of a workflow used as an activity too these are the inputs of the run.
    private static object? InputOf(ActivityExecutionContext activity, string name) =>
        activity.ActivityInput.TryGetValue(name, out var own) || activity.WorkflowInput.TryGetValue(name, out own)
            ? own
            : null;

    // Unlike in scripts, only what is declared: no variable that a script made.
    private static object? VariableOf(ActivityExecutionContext activity, string name)
    {
        for (var context = activity; context is not null; context = context.ParentActivityExecutionContext)
            if (context.Variables.FirstOrDefault(item => item.Name == name) is { } variable
                && activity.TryFindBlock(variable.Id, out var block))
                return block.Value;
        return null;
    }

    private object? Known(string name)
    {
        var workflow = activity!.WorkflowExecutionContext;
        var definition = workflow.WorkflowGraph.Definition;
        return name switch
        {
            "CorrelationId" => workflow.CorrelationId,
            "WorkflowInstanceId" => workflow.Id,
            "WorkflowDefinitionId" => definition.DefinitionId,
            "WorkflowDefinitionVersionId" => definition.VersionId,
            "WorkflowDefinitionVersion" => definition.Version,
            _ => null,
        };
    }

    private static object? Follow(
        object? value, IReadOnlyList<object> path, int from, Func<object, object?> keyOf)
    {
        for (var i = from; i < path.Count && value is not null; i++)
            value = Member(value, keyOf(path[i]));
        return value;
    }

    private static object? Member(object value, object? key) => (value, key) switch
    {
        (JsonNode node, _) => Member(PlainJson.ToObject(node)!, key),
        (JsonElement element, _) => Member(PlainJson.ToObject(element)!, key),
        (IDictionary<string, object?> members, string name) when members.TryGetValue(name, out var member) =>
            member,
        (IDictionary entries, string name) when entries.Contains(name) => entries[name],
        (_, "size") => LiquidValues.SizeOf(value),
        (IEnumerable items, "first") when value is not string => items.Cast<object?>().FirstOrDefault(),
        (IEnumerable items, "last") when value is not string => items.Cast<object?>().LastOrDefault(),
        (IEnumerable items, decimal index) when value is not string => At(items, (int)index),
        (IDictionary<string, object?>, _) or (IDictionary, _) => null,
        (_, string name) => value.GetType().GetProperty(
            name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(value),
        _ => null,
    };

    private static object? At(IEnumerable items, int index)
    {
        var list = items.Cast<object?>().ToList();
        var at = index < 0 ? list.Count + index : index;
        return at >= 0 && at < list.Count ? list[at] : null;
    }
}
