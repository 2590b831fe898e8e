using System.Collections.ObjectModel;

namespace ApprovalFlows.Workflows.Behaviors;

/// <summary>Base of behaviours: code that runs after the activity's own, and hears its signals.</summary>
public abstract class Behavior(IActivity owner) : IBehavior
{
    private readonly List<KeyValuePair<Type, Func<object, SignalContext, ValueTask>>> handlers = [];

    public IActivity Owner { get; } = owner;

    /// <summary>False for behaviours that never react to signals; spares the delivery.</summary>
    internal virtual bool ListensToSignals => true;

    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    protected virtual ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        OnSignalReceived(signal, context);
        return ValueTask.CompletedTask;
    }

    protected virtual void OnSignalReceived(object signal, SignalContext context)
    {
    }

    ValueTask IBehavior.ExecuteAsync(ActivityExecutionContext context) => ExecuteAsync(context);

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) =>
        handlers.Add(new(signalType, handler));

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) =>
        OnSignalReceived(typeof(T), (signal, context) => handler((T)signal, context));

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) =>
        OnSignalReceived(typeof(T), (signal, context) =>
        {
            handler((T)signal, context);
            return ValueTask.CompletedTask;
        });

    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        foreach (var (type, handler) in handlers)
            if (type == signal.GetType())
                await handler(signal, context);
    }
}

/// <summary>The behaviours of one activity.</summary>
public sealed class BehaviorCollection : Collection<IBehavior>
{
    internal bool ListenToSignals
    {
        get
        {
            foreach (var behavior in this)
                if (behavior is not Behavior { ListensToSignals: false })
                    return true;
            return false;
        }
    }

    public void Add<TBehavior>(IActivity owner)
        where TBehavior : IBehavior =>
        Add((IBehavior)Activator.CreateInstance(typeof(TBehavior), owner)!);

    public void Remove<TBehavior>()
        where TBehavior : IBehavior
    {
        for (var i = Count - 1; i >= 0; i--)
            if (this[i] is TBehavior)
                RemoveAt(i);
    }
}

/// <summary>Completes the activity after its code ran, unless that code created a bookmark.</summary>
public sealed class AutoCompleteBehavior(IActivity owner) : Behavior(owner)
{
    internal override bool ListensToSignals => false;

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.HasNewBookmarks ? ValueTask.CompletedTask : context.CompleteActivityAsync();
}

/// <summary>
/// Lets a loop end on the break signal: it marks the loop and stops the signal. A composite that completes
/// from within the loop cancels the loop on the way.
/// </summary>
public sealed class BreakBehavior(IActivity owner) : Behavior(owner)
{
    protected override async ValueTask OnSignalReceivedAsync(object signal, SignalContext context)
    {
        var loop = context.ReceiverActivityExecutionContext;
        switch (signal)
        {
            case Signals.BreakSignal:
                context.StopPropagation();
                loop.IsBreaking = true;
                break;
            case Signals.CompleteCompositeSignal:
                await loop.CancelActivityAsync();
                break;
        }
    }
}
