using System.Collections;
using System.Diagnostics.CodeAnalysis;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>What code in an expression reaches: the run, its variables, inputs and results.</summary>
public static class ExpressionExecutionContextExtensions
{
    public static ActivityExecutionContext GetActivityExecutionContext(
        this ExpressionExecutionContext context) =>
        context.Activity ?? throw new InvalidOperationException("The expression belongs to no activity.");

    public static bool TryGetActivityExecutionContext(
        this ExpressionExecutionContext context,
        [MaybeNullWhen(false)] out ActivityExecutionContext activityExecutionContext)
    {
        activityExecutionContext = context.Activity;
        return activityExecutionContext is not null;
    }

    public static WorkflowExecutionContext GetWorkflowExecutionContext(
        this ExpressionExecutionContext context) =>
        context.GetActivityExecutionContext().WorkflowExecutionContext;

    public static bool TryGetWorkflowExecutionContext(
        this ExpressionExecutionContext context,
        [MaybeNullWhen(false)] out WorkflowExecutionContext workflowExecutionContext)
    {
        workflowExecutionContext = context.Activity?.WorkflowExecutionContext;
        return workflowExecutionContext is not null;
    }

    public static IActivity GetActivity(this ExpressionExecutionContext context) =>
        context.GetActivityExecutionContext().Activity;

    public static T? GetVariable<T>(this ExpressionExecutionContext context, string name) =>
        context.GetActivityExecutionContext().GetVariable<T>(name);

    public static Variable? GetVariable(
        this ExpressionExecutionContext context, string name, bool localScopeOnly = false)
    {
        var activity = context.GetActivityExecutionContext();
        return (localScopeOnly ? activity.OwnVariableBlock(name) : activity.FindVariableBlock(name))?.Variable;
    }

    public static Variable CreateVariable<T>(
        this ExpressionExecutionContext context,
        string name,
        T? value,
        Type? storageDriverType = null,
        Action<MemoryBlock>? configure = null) =>
        context.GetActivityExecutionContext().CreateVariable(name, value, storageDriverType, configure);

    public static Variable SetVariable<T>(
        this ExpressionExecutionContext context, string name, T? value) =>
        context.GetActivityExecutionContext().SetVariable(name, value);

    /// <summary>The value of a variable; sequences as arrays, as scripts expect them.</summary>
    public static object? GetVariableInScope(this ExpressionExecutionContext context, string name)
    {
        var value = context.GetActivityExecutionContext().FindVariableBlock(name)?.Value;
        return value is ICollection and not (Array or IDictionary)
            ? ((ICollection)value).Cast<object?>().ToArray()
            : value;
    }

    public static void SetVariableInScope(
        this ExpressionExecutionContext context, string name, object? value) =>
        context.GetActivityExecutionContext().SetVariable(name, value);

    public static object? GetInput(this ExpressionExecutionContext context, string name) =>
        WorkflowInputs.Get(context.Activity, name);

    public static T? GetInput<T>(this ExpressionExecutionContext context, string name) =>
        context.GetInput(name).ConvertTo<T>();

    public static object? GetOutput(
        this ExpressionExecutionContext context, string activityIdOrName, string? outputName) =>
        ActivityOutputs.Get(context.GetActivityExecutionContext(), activityIdOrName, outputName);

    public static object? GetLastResult(this ExpressionExecutionContext context) =>
        context.GetWorkflowExecutionContext().LastResult;

    public static T? GetLastResult<T>(this ExpressionExecutionContext context) =>
        context.GetLastResult().ConvertTo<T>();
}
