using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Behaviors;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Looping;

/// <summary>Runs its body for each number of a range.</summary>
[Activity("Elsa", "Looping", "Runs its body for each number of a range.")]
public sealed class For : Activity
{
    private const string Current = "CurrentValue";

    public For() => Behaviors.Add<BreakBehavior>(this);

    [Input(Description = "The first number.")]
    public Input<int> Start { get; set; } = new(0);

    [Input(Description = "The last number.")]
    public Input<int> End { get; set; } = new(0);

    [Input(Description = "What is added each time.")]
    public Input<int> Step { get; set; } = new(1);

    [Input(Description = "Whether the last number is included.", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    [Port]
    public IActivity? Body { get; set; }

    [Output(IsSerializable = true)]
    public Output<object?>? CurrentValue { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => IterateAsync(context);

    private async ValueTask IterateAsync(ActivityExecutionContext context)
    {
        var step = context.Get(Step);
        var value = context.Properties.ContainsKey(Current)
            ? context.GetProperty<int>(Current) + step
            : context.Get(Start);
        if (context.IsBreaking || !IsWithin(value, context.Get(End), step, context.Get(OuterBoundInclusive)))
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(Current, value);
        // Elsa: For.cs — without a body the loop never completes; here it completes like any empty loop.
        if (Body is null)
        {
            if (!context.WorkflowExecutionContext.Reproduces(ElsaDefects.EndlessSuspension))
                await context.CompleteActivityAsync();
            return;
        }

        await context.ScheduleActivityAsync(
            Body, OnBodyCompletedAsync, null, [LoopVariables.Make(Current, value)]);
        context.Set(CurrentValue, value);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) =>
        IterateAsync(context.TargetContext);

    private static bool IsWithin(int value, int end, int step, bool inclusive) =>
        step >= 0
            ? inclusive ? value <= end : value < end
            : inclusive ? value >= end : value > end;
}

/// <summary>Variables a loop gives to its body; they survive a wait.</summary>
internal static class LoopVariables
{
    public static Variable Make(string name, object? value) => new Variable<object?>(name, value)
    {
        StorageDriverType = typeof(WorkflowInstanceStorageDriver),
    };
}
