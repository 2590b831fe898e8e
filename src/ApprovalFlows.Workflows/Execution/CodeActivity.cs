using ApprovalFlows.Workflows.Behaviors;

namespace ApprovalFlows.Workflows;

/// <summary>An activity that completes after its code ran, unless the code created a bookmark.</summary>
public abstract class CodeActivity : Activity
{
    protected CodeActivity(string? source = null, int? line = null)
        : base(source, line) => Behaviors.Add<AutoCompleteBehavior>(this);

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line) => Behaviors.Add<AutoCompleteBehavior>(this);
}

/// <summary>A <see cref="CodeActivity"/> with an untyped Result.</summary>
public abstract class CodeActivityWithResult : CodeActivity, IActivityWithResult
{
    protected CodeActivityWithResult(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected CodeActivityWithResult(
        string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }

    protected CodeActivityWithResult(
        Memory.MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Models.Output(output);
    }

    protected CodeActivityWithResult(Models.Output? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    public Models.Output? Result { get; set; }
}

/// <summary>A <see cref="CodeActivity"/> with a typed Result.</summary>
public abstract class CodeActivity<T> : CodeActivity, IActivityWithResult<T>
{
    protected CodeActivity(string? source = null, int? line = null)
        : base(source, line)
    {
    }

    protected CodeActivity(string activityType, int version = 1, string? source = null, int? line = null)
        : base(activityType, version, source, line)
    {
    }

    protected CodeActivity(
        Memory.MemoryBlockReference? output, string? source = null, int? line = null)
        : base(source, line)
    {
        if (output is not null)
            Result = new Models.Output<T>(output);
    }

    protected CodeActivity(Models.Output<T>? output, string? source = null, int? line = null)
        : base(source, line) => Result = output;

    public Models.Output<T>? Result { get; set; }

    Models.Output? IActivityWithResult.Result
    {
        get => Result;
        set => Result = (Models.Output<T>?)value;
    }
}
