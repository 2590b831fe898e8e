namespace ApprovalFlows.Workflows;

/// <summary>An activity that can start a workflow.</summary>
public abstract class Trigger : Activity, ITrigger
{
    protected Trigger(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }

    protected virtual ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(
        TriggerIndexingContext context) => ValueTask.FromResult(GetTriggerPayloads(context));

    protected virtual IEnumerable<object> GetTriggerPayloads(TriggerIndexingContext context) =>
        [GetTriggerPayload(context)];

    protected virtual object GetTriggerPayload(TriggerIndexingContext context) => new();

    ValueTask<IEnumerable<object>> ITrigger.GetTriggerPayloadsAsync(TriggerIndexingContext context) =>
        GetTriggerPayloadsAsync(context);
}

/// <summary>A <see cref="Trigger"/> with a typed Result.</summary>
public abstract class Trigger<T> : Trigger, IActivityWithResult<T>
{
    protected Trigger(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected Trigger(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }

    protected Trigger(Memory.MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Models.Output<T>(output);
    }

    protected Trigger(Models.Output<T>? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    public Models.Output<T>? Result { get; set; }

    Models.Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Models.Output<T>?)value;
    }
}

/// <summary>Marker base of triggers that fire on their own, such as Timer and Cron.</summary>
public abstract class EventGenerator : Trigger
{
    protected EventGenerator(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected EventGenerator(
        string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }
}
