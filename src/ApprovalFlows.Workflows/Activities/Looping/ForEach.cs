using System.Collections;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Behaviors;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Looping;

/// <summary>Runs its body for each item of a list.</summary>
[Activity("Elsa", "Looping", "Runs its body for each item of a list.")]
public sealed class ForEach : Activity
{
    private const string Index = "CurrentIndex";

    public ForEach() => Behaviors.Add<BreakBehavior>(this);

    [Input(Description = "The items.")]
    public Input<ICollection<object>> Items { get; set; } = new(Array.Empty<object>());

    [Port]
    public IActivity? Body { get; set; }

    [Output(IsSerializable = true)]
    public Output<object?>? CurrentValue { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => IterateAsync(context);

    // Elsa: ForEachT.cs — the list is read again for every iteration.
    private async ValueTask IterateAsync(ActivityExecutionContext context)
    {
        if (context.IsBreaking)
        {
            await context.CompleteActivityAsync();
            return;
        }

        var index = context.GetProperty<int>(Index);
        ICollection items = context.Get(Items) switch
        {
            null => throw new InvalidOperationException("There is no list of items."),
            ICollection list => list,
            var other => other.ToArray(),
        };
        if (index >= items.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        var value = items is IList indexed ? indexed[index] : items.Cast<object?>().ElementAt(index);
        context.Set(CurrentValue, value);
        context.SetProperty(Index, index + 1);
        if (Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        await context.ScheduleActivityAsync(
            Body,
            OnBodyCompletedAsync,
            null,
            [LoopVariables.Make(Index, index), LoopVariables.Make("CurrentValue", value)]);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) =>
        IterateAsync(context.TargetContext);
}
