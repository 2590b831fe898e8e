using System.Runtime.CompilerServices;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Short ways to read inputs and write outputs.</summary>
public static class InputOutputExtensions
{
    public static T Get<T>(
        this Input<T> input,
        ActivityExecutionContext context,
        [CallerArgumentExpression(nameof(input))] string? expression = null) =>
        context.Get(input) ?? throw new InvalidOperationException($"{expression} is required.");

    public static T? GetOrDefault<T>(
        this Input<T>? input, ActivityExecutionContext context, Func<T>? defaultValue = null)
    {
        var value = context.Get(input);
        return value is null && defaultValue is not null ? defaultValue() : value;
    }

    public static T Get<T>(
        this Input<T> input,
        ExpressionExecutionContext context,
        [CallerArgumentExpression(nameof(input))] string? expression = null) =>
        context.Get(input) ?? throw new InvalidOperationException($"{expression} is required.");

    public static void Set<T>(
        this Output<T>? output,
        ActivityExecutionContext context,
        T? value,
        [CallerArgumentExpression(nameof(output))] string? outputName = null) =>
        context.SetOutput(output, value, output?.Name ?? outputName);

    public static bool HasTarget(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference() is { Id.Length: > 0 };

    public static Type? GetTargetType(this Output? output, ActivityExecutionContext context) =>
        output?.MemoryBlockReference() is { Id.Length: > 0 } reference
        && context.TryFindBlock(reference.Id, out var block)
            ? block.Variable?.VariableType
            : null;
}

/// <summary>Workflow input, variables and results by name.</summary>
public static class ActivityExecutionContextExtensions
{
    public static bool TryGetWorkflowInput<T>(
        this ActivityExecutionContext context, string key, out T value)
    {
        if (context.WorkflowInput.TryGetValue(key, out var raw))
        {
            value = raw.ConvertTo<T>()!;
            return true;
        }

        value = default!;
        return false;
    }

    public static T GetWorkflowInput<T>(this ActivityExecutionContext context) =>
        context.GetWorkflowInput<T>(typeof(T).Name);

    public static T GetWorkflowInput<T>(this ActivityExecutionContext context, string key) =>
        context.TryGetWorkflowInput<T>(key, out var value)
            ? value
            : throw new KeyNotFoundException($"There is no workflow input '{key}'.");

    public static bool IsTriggerOfWorkflow(this ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.TriggerActivityId == context.Activity.Id;

    public static void SetResult(this ActivityExecutionContext context, object? value)
    {
        if (context.Activity is not IActivityWithResult withResult)
            throw new InvalidOperationException($"'{context.Activity.Type}' has no result.");
        context.SetOutput(withResult.Result, value, "Result");
    }

    public static object? GetLastResult(this ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.LastResult;

    public static T? GetVariable<T>(this ActivityExecutionContext context, string name) =>
        context.FindVariableBlock(name) is { } block ? block.Value.ConvertTo<T>() : default;

    public static Variable SetDynamicVariable<T>(
        this ActivityExecutionContext context, string name, T value)
    {
        var variable = new Variable<T>(name, value)
        {
            StorageDriverType = typeof(WorkflowInstanceStorageDriver),
        };
        context.DeclareDynamic(variable);
        return variable;
    }

    public static Variable SetVariable(
        this ActivityExecutionContext context, string name, object? value)
    {
        if (context.FindVariableBlock(name) is { Variable: { } existing } block)
        {
            block.Value = context.ConvertTo(value, existing.VariableType);
            return existing;
        }

        // Elsa: CreateVariable — known to everything in the container, and forgotten over a wait.
        var container = context.Activity is IVariableContainer
            ? context
            : context.FindParentWithVariableContainer() ?? context;
        var variable = new Variable(name, value);
        container.Memory.Declare(variable).Value = value;
        return variable;
    }

    public static bool GetIsBreaking(this ActivityExecutionContext context) => context.IsBreaking;

    public static void SetIsBreaking(this ActivityExecutionContext context) =>
        context.IsBreaking = true;
}
