using System.Runtime.CompilerServices;
using ApprovalFlows.Workflows.Activities.Primitives;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <content>Short ways to make the steps of a composite in code.</content>
public abstract partial class Composite
{
    protected static Inline Inline(
        Func<ActivityExecutionContext, ValueTask> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline Inline(
        Func<ValueTask> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline Inline(
        Action<ActivityExecutionContext> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline Inline(
        Action activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, source, line);

    protected static Inline<TResult> Inline<TResult>(
        Func<ActivityExecutionContext, ValueTask<TResult>> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, output, source, line);

    protected static Inline<TResult> Inline<TResult>(
        Func<ValueTask<TResult>> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, output, source, line);

    protected static Inline<TResult> Inline<TResult>(
        Func<ActivityExecutionContext, TResult> activity,
        MemoryBlockReference? output,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, output, source, line);

    protected static Inline<TResult> Inline<TResult>(
        Func<TResult> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(activity, output, source, line);

    protected static SetVariable<T> SetVariable<T>(
        Variable<T> variable,
        T value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(
        Variable<T> variable,
        Func<ExpressionExecutionContext, T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(
        Variable<T> variable,
        Func<T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(variable, value, source, line);

    protected static SetVariable<T> SetVariable<T>(
        Variable<T> variable,
        Variable<T> value,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null) => new(variable, value, source, line);
}
