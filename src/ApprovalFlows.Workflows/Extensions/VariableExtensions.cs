using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Extensions;

/// <summary>Short ways to declare variables and to move values.</summary>
public static class VariableExtensions
{
    public static Variable WithWorkflowStorage(this Variable variable) =>
        variable.WithStorage<WorkflowStorageDriver>();

    public static Variable<T> WithWorkflowStorage<T>(this Variable<T> variable) =>
        variable.WithStorageDriver<WorkflowStorageDriver>();

    public static Variable WithMemoryStorage(this Variable variable) =>
        variable.WithStorage<MemoryStorageDriver>();

    public static Variable<T> WithMemoryStorage<T>(this Variable<T> variable) =>
        variable.WithStorageDriver<MemoryStorageDriver>();

    public static Variable WithStorage<TDriver>(this Variable variable) =>
        variable.WithStorage(typeof(TDriver));

    public static Variable WithStorage(this Variable variable, Type driverType)
    {
        variable.StorageDriverType = driverType;
        return variable;
    }

    public static Type GetVariableType(this Variable variable) => variable.VariableType;

    /// <summary>The value as the variable's type; throws when it does not convert.</summary>
    public static object? ParseValue(this Variable variable, object? value) =>
        ObjectConversion.Convert(value, variable.VariableType, strict: true);

    /// <summary>An input that takes what the output captured.</summary>
    public static Input<T> CreateInput<T>(this Output output) => new(output);

    public static void Set<T>(
        this Output<T>? output, ActivityExecutionContext context, Variable<T> value) =>
        context.Set(output, value.Get(context));

    public static void Set<T>(this Output<T>? output, ExpressionExecutionContext context, T? value) =>
        context.GetActivityExecutionContext().Set(output, value);

    public static T? GetOrDefault<T>(
        this Input<T>? input, ExpressionExecutionContext context, Func<T>? defaultValue = null) =>
        input.GetOrDefault(context.GetActivityExecutionContext(), defaultValue);
}
