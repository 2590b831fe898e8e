using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Looping;

/// <summary>Runs its body for all items of a list side by side.</summary>
[Activity("Elsa", "Looping", "Runs its body for all items side by side.")]
public sealed class ParallelForEach : Activity
{
    private const string Scheduled = "ScheduledTags";
    private const string Completed = "CompletedTags";

    [Input(Description = "The items.")]
    public Input<object> Items { get; set; } = new(Array.Empty<object>());

    [Port]
    public IActivity? Body { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = ItemSource.Of(context.Get(Items));
        if (items.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        if (Body is null)
            throw new InvalidOperationException("There is nothing to run for the items.");

        var tags = items.Select(_ => Execution.Identity.NewId()).ToList();
        context.SetProperty(Scheduled, tags);
        for (var i = 0; i < items.Count; i++)
            await context.ScheduleActivityAsync(
                Body,
                OnBodyCompletedAsync,
                tags[i],
                [LoopVariables.Make("CurrentIndex", i), LoopVariables.Make("CurrentValue", items[i])]);
    }

    private async ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
    {
        var target = context.TargetContext;
        var completed = target.UpdateProperty<List<string>>(Completed, tags =>
            [.. tags ?? [], (string)target.Tag!]);
        if (completed.Count >= target.GetProperty<List<string>>(Scheduled)!.Count)
            await target.CompleteActivityAsync();
    }
}
