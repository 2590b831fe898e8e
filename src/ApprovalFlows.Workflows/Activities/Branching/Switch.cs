using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Branching;

/// <summary>Runs the activities of the cases that hold.</summary>
[Activity("Elsa", "Branching", "Runs the activities of the cases that hold.")]
public sealed class Switch : Activity
{
    private const string Remaining = "ScheduledChildren";

    [Input(UIHint = "switch-editor", Description = "The cases.")]
    public ICollection<SwitchCase> Cases { get; set; } = [];

    [Input(UIHint = "dropdown", Description = "Whether the first match counts or every match.")]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    [Port]
    public IActivity? Default { get; set; }

    public Output<object>? Output { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await MatchesAsync(context);
        if (matches.Count > 1 && context.Get(Mode) == SwitchMode.MatchFirst)
            matches.RemoveRange(1, matches.Count - 1);
        IActivity[] children = matches.Count > 0
            ? [.. matches.Select(item => item.Activity).OfType<IActivity>()]
            : Default is null ? [] : [Default];
        if (children.Length == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(Remaining, children.Length);
        foreach (var child in children)
            await context.ScheduleActivityAsync(child, OnChildCompletedAsync);
    }

    private async ValueTask<List<SwitchCase>> MatchesAsync(ActivityExecutionContext context)
    {
        var evaluators = context.GetRequiredService<ExpressionEvaluators>();
        var matches = new List<SwitchCase>();
        foreach (var item in Cases)
            if (await evaluators.EvaluateAsync(
                item.RequiredCondition, typeof(bool?), context.ExpressionExecutionContext) is true)
                matches.Add(item);
        return matches;
    }

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) =>
        context.TargetContext.UpdateProperty<int>(Remaining, count => count - 1) > 0
            ? ValueTask.CompletedTask
            : context.TargetContext.CompleteActivityAsync();
}
