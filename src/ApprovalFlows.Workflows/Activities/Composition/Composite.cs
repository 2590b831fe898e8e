using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Signals;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>An activity made of one root activity and the variables it declares for it.</summary>
public abstract partial class Composite : Activity, IVariableContainer, IComposite
{
    protected Composite(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    // The sender's completion may already complete the composite through its root.
    private static readonly object PendingResult = new();

    public ICollection<Variable> Variables { get; set; } = [];

    [Port]
    [System.ComponentModel.Browsable(false)]
    public IActivity? Root { get; set; }

    public virtual void Setup()
    {
    }

    protected virtual ValueTask ConfigureActivitiesAsync(ActivityExecutionContext context)
    {
        ConfigureActivities(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void ConfigureActivities(ActivityExecutionContext context)
    {
    }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await ConfigureActivitiesAsync(context);
        await context.ScheduleActivityAsync(Root, OnRootCompletedAsync);
    }

    protected virtual ValueTask OnCompletedAsync(ActivityCompletedContext context)
    {
        OnCompleted(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnCompleted(ActivityCompletedContext context)
    {
    }

    // Elsa has these on the instance: calls through it must compile.
#pragma warning disable CA1822
    protected async Task CompleteAsync(ActivityExecutionContext context, object? result = null) =>
        await context.SendSignalAsync(new CompleteCompositeSignal(result));

    protected async Task CompleteAsync(ActivityExecutionContext context, params string[] outcomes) =>
        await CompleteAsync(context, new Outcomes(outcomes));
#pragma warning restore CA1822

    // Elsa: Composite.cs — the sender completes first, then the composite with the signal's value.
    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        if (signal is not CompleteCompositeSignal complete || context.IsSelf)
            return;
        context.StopPropagation();
        var receiver = context.ReceiverActivityExecutionContext;
        receiver.TransientProperties[PendingResult] = complete.Value;
        await context.SenderActivityExecutionContext.CompleteActivityAsync();
        if (receiver.IsCompleted)
            return;
        await OnCompletedAsync(new ActivityCompletedContext(
            receiver, context.SenderActivityExecutionContext, complete.Value));
        await receiver.CompleteActivityAsync(complete.Value);
    }

    private async ValueTask OnRootCompletedAsync(ActivityCompletedContext context)
    {
        await OnCompletedAsync(context);
        await context.TargetContext.CompleteActivityAsync(ResultOf(context));
    }

    /// <summary>What the composite completes with once its root did: what a Complete inside asked for.</summary>
    protected virtual object? ResultOf(ActivityCompletedContext context) =>
        context.TargetContext.TransientProperties.TryGetValue(PendingResult, out var pending)
            ? pending
            : null;
}

/// <summary>A composite with an untyped Result.</summary>
public abstract class CompositeWithResult : Composite, IActivityWithResult
{
    protected CompositeWithResult(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected CompositeWithResult(
        MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Output(output);
    }

    protected CompositeWithResult(Output? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    public Output? Result { get; set; }
}

/// <summary>A composite with a typed Result.</summary>
public abstract class Composite<T> : Composite, IActivityWithResult<T>
{
    protected Composite(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    public Output<T>? Result { get; set; }

    Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Output<T>?)value;
    }
}
