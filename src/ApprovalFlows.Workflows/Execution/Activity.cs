using System.Globalization;
using System.Text.Json.Serialization;
using ApprovalFlows.Workflows.Behaviors;

namespace ApprovalFlows.Workflows;

/// <summary>Base of all activities. It never completes by itself: its code must complete it.</summary>
public abstract class Activity : IActivity, ISignalHandler
{
    private List<KeyValuePair<Type, Func<object, SignalContext, ValueTask>>>? handlers;

    protected Activity(string? source = null, int? line = null)
    {
        Type = ActivityTypeName.Of(GetType());
        if (source is not null && line is not null)
            CustomProperties["source"] = string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileName(source)}:{line}");
    }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null)
        : this(source, line)
    {
        Type = activityType;
        Version = version;
    }

    public string Id { get; set; } = "";
    public string NodeId { get; set; } = "";
    public string? Name { get; set; }
    public string Type { get; set; }
    public int Version { get; set; } = 1;
    public IDictionary<string, object> CustomProperties { get; set; } =
        new Dictionary<string, object>();
    [JsonIgnore]
    public IDictionary<string, object> SyntheticProperties { get; set; } =
        new Dictionary<string, object>();
    public IDictionary<string, object> Metadata { get; set; } = new Dictionary<string, object>();
    [JsonIgnore]
    public BehaviorCollection Behaviors { get; } = [];

    [JsonIgnore]
    public bool CanStartWorkflow
    {
        get => this.GetFlag(ActivityFlags.CanStartWorkflow) ?? false;
        set => CustomProperties[ActivityFlags.CanStartWorkflow] = value;
    }

    [JsonIgnore]
    public bool? RunAsynchronously
    {
        get => this.GetFlag(ActivityFlags.RunAsynchronously);
        set => CustomProperties[ActivityFlags.RunAsynchronously] = value ?? false;
    }

    [JsonIgnore]
    public string? CommitStrategy
    {
        get => this.GetText(ActivityFlags.CommitStrategyName);
        set => CustomProperties[ActivityFlags.CommitStrategyName] = value ?? "";
    }

    internal bool ListensToSignals =>
        handlers is not null || Behaviors.ListenToSignals || SignalOverrides.Has(GetType());

    protected virtual ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context) =>
        ValueTask.FromResult(CanExecute(context));

    protected virtual bool CanExecute(ActivityExecutionContext context) => true;

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

    protected void OnSignalReceived(Type signalType, Func<object, SignalContext, ValueTask> handler) =>
        (handlers ??= []).Add(new(signalType, handler));

    protected void OnSignalReceived<T>(Func<T, SignalContext, ValueTask> handler) =>
        OnSignalReceived(typeof(T), (signal, context) => handler((T)signal, context));

    protected void OnSignalReceived<T>(Action<T, SignalContext> handler) =>
        OnSignalReceived(typeof(T), (signal, context) =>
        {
            handler((T)signal, context);
            return ValueTask.CompletedTask;
        });

    protected ValueTask CompleteAsync(ActivityExecutionContext context) =>
        ReferenceEquals(context.Activity, this)
            ? context.CompleteActivityAsync()
            : throw new InvalidOperationException($"The context belongs to '{context.Activity.Id}', not to '{Id}'.");

    ValueTask<bool> IActivity.CanExecuteAsync(ActivityExecutionContext context) =>
        CanExecuteAsync(context);

    ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context) =>
        Behaviors.Count == 0 ? ExecuteAsync(context) : ExecuteWithBehaviorsAsync(context);

    // Elsa: Activity.cs — the overridable handler first, then registered ones, then behaviours.
    async ValueTask ISignalHandler.ReceiveSignalAsync(object signal, SignalContext context)
    {
        await OnSignalReceivedAsync(signal, context);
        foreach (var (type, handler) in handlers ?? [])
            if (type == signal.GetType())
                await handler(signal, context);
        foreach (var behavior in Behaviors)
            await behavior.ReceiveSignalAsync(signal, context);
    }

    private async ValueTask ExecuteWithBehaviorsAsync(ActivityExecutionContext context)
    {
        await ExecuteAsync(context);
        foreach (var behavior in Behaviors)
            await behavior.ExecuteAsync(context);
    }
}

/// <summary>An activity with a typed Result.</summary>
public abstract class Activity<T> : Activity, IActivityWithResult<T>
{
    protected Activity(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected Activity(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }

    protected Activity(Memory.MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Models.Output<T>(output);
    }

    protected Activity(Models.Output<T>? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    public Models.Output<T>? Result { get; set; }

    Models.Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Models.Output<T>?)value;
    }
}
