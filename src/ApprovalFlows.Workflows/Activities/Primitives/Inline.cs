using System.Runtime.CompilerServices;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Runs .NET code; for flows made in code.</summary>
[Activity("Elsa", "Primitives", "Runs .NET code.")]
[System.ComponentModel.Browsable(false)]
public sealed class Inline : CodeActivity
{
    private readonly Func<ActivityExecutionContext, ValueTask> code = static _ => ValueTask.CompletedTask;

    public Inline([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line)
    {
    }

    public Inline(
        Func<ActivityExecutionContext, ValueTask> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : base(source, line) => code = activity;

    public Inline(
        Func<ValueTask> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : this(_ => activity(), source, line)
    {
    }

    public Inline(
        Action<ActivityExecutionContext> activity,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : base(source, line) => code = context =>
        {
            activity(context);
            return ValueTask.CompletedTask;
        };

    public Inline(
        Action activity, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : this(_ => activity(), source, line)
    {
    }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => code(context);
}

/// <summary>Runs .NET code that yields a result.</summary>
[Activity("Elsa", "Primitives", "Runs .NET code that yields a result.")]
[System.ComponentModel.Browsable(false)]
public sealed class Inline<T> : CodeActivity<T>
{
    private readonly Func<ActivityExecutionContext, ValueTask<T>> code;

    public Inline(
        Func<ActivityExecutionContext, ValueTask<T>> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : base(output, source, line) => code = activity;

    public Inline(
        Func<ValueTask<T>> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : this(_ => activity(), output, source, line)
    {
    }

    public Inline(
        Func<ActivityExecutionContext, T> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : this(context => ValueTask.FromResult(activity(context)), output, source, line)
    {
    }

    public Inline(
        Func<T> activity,
        MemoryBlockReference? output = null,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null)
        : this(_ => ValueTask.FromResult(activity()), output, source, line)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await code(context));
}
