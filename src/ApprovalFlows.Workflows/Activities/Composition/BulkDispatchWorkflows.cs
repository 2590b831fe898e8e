using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.JavaScript;
using ApprovalFlows.Workflows.Extensions;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Options;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Starts another definition once for each item of a list.</summary>
[FlowNode("Completed", "Canceled", "Done")]
[Activity(
    "Elsa",
    "Composition",
    "Starts another definition for each item.",
    DisplayName = "Bulk Dispatch Workflows",
    Kind = ActivityKind.Task)]
public sealed class BulkDispatchWorkflows : Activity
{
    public const string StimulusName = "Elsa.BulkDispatchWorkflows";
    private const string DispatchedKey = "DispatchedCount";
    private const string FinishedKey = "FinishedCount";

    [Input(
        DisplayName = "Workflow Definition",
        UIHint = UIHints.InputUIHints.WorkflowDefinitionPicker,
        Description = "The definition.")]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(Description = "The items.")]
    public Input<object> Items { get; set; } = null!;

    [Input(DefaultValue = "Item", Description = "Name of the input that takes an item.")]
    public Input<string> DefaultItemInputKey { get; set; } = new("Item");

    [Input(
        DisplayName = "Correlation ID Function",
        AutoEvaluate = false,
        Description = "Computes the correlation id of an item.")]
    public Input<string?> CorrelationIdFunction { get; set; } = null!;

    [Input(Description = "Input that all new instances get.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(DefaultValue = true, Description = "Whether to wait until all have finished.")]
    public Input<bool> WaitForCompletion { get; set; } = new(true);

    [Input(Category = "Open Telemetry", Description = "Starts a new trace for the new instances.")]
    public Input<bool> StartNewTrace { get; set; } = new(false);

    [Input(DisplayName = "Channel", UIHint = "dropdown", Description = "Not used: there is one queue.")]
    public Input<string?> ChannelName { get; set; } = null!;

    [Port]
    public IActivity? ChildCompleted { get; set; }

    [Port]
    public IActivity? ChildFaulted { get; set; }

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var definitionId = context.Get(WorkflowDefinitionId) ?? "";
        var items = Looping.ItemSource.Of(context.Get(Items));
        if (items.Count > 0)
            await ChildDefinitions.RequireAsync(context, definitionId);
        var wait = context.Get(WaitForCompletion) && items.Count > 0;
        var stimulus = new BulkStimulus(context.WorkflowExecutionContext.Id);
        var hash = StimulusHash.Compute(StimulusName, stimulus, context.Id);
        foreach (var item in items)
            ChildWorkflows.Dispatch(
                context,
                definitionId,
                await CorrelationOfAsync(context, item),
                InputFor(context, item),
                _ => ChildWorkflows.PropertiesFor(context, wait ? StimulusName : null, wait ? hash : null));
        if (!wait)
        {
            await context.CompleteActivityWithOutcomesAsync("Done");
            return;
        }

        context.SetProperty(DispatchedKey, items.Count);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = StimulusName,
            Stimulus = stimulus,
            Callback = OnChildFinishedAsync,
            AutoBurn = false,
            IncludeActivityInstanceId = true,
        });
    }

    private async ValueTask<string?> CorrelationOfAsync(ActivityExecutionContext context, object? item)
    {
        if (CorrelationIdFunction is null)
            return null;
        if (CorrelationIdFunction.Expression is not { Type: JavaScriptEvaluator.TypeName } expression)
            return await context.EvaluateAsync(CorrelationIdFunction);
        var value = context.GetRequiredService<JavaScriptEvaluator>().Run(
            expression,
            context.ExpressionExecutionContext,
            engine => ScriptArguments.Install(engine, ItemKey(context), item));
        return (string?)context.ConvertTo(value, typeof(string));
    }

    private string ItemKey(ActivityExecutionContext context) => context.Get(DefaultItemInputKey) ?? "Item";

    private Dictionary<string, object?> InputFor(ActivityExecutionContext context, object? item)
    {
        var input = ChildWorkflows.InputFor(context, context.Get(Input));
        if (item is IDictionary<string, object?> members)
            foreach (var (name, value) in members)
                input[name] = value;
        else
            input[ItemKey(context)] = item;
        return input;
    }

    private async ValueTask OnChildFinishedAsync(ActivityExecutionContext context)
    {
        context.TryGetWorkflowInput<string>(ChildWorkflows.SubStatusKey, out var subStatus);
        context.TryGetWorkflowInput<string>(ChildWorkflows.ChildInstanceKey, out var childId);
        var port = subStatus switch
        {
            nameof(WorkflowSubStatus.Faulted) => ChildFaulted,
            nameof(WorkflowSubStatus.Finished) => ChildCompleted,
            _ => null,
        };
        if (port is null)
            await CountAsync(context);
        else
            await context.ScheduleActivityAsync(port, new ScheduleWorkOptions(
                OnPortCompletedAsync, variables: [Looping.LoopVariables.Make("ChildInstanceId", childId)]));
    }

    private ValueTask OnPortCompletedAsync(ActivityCompletedContext context) =>
        CountAsync(context.TargetContext);

    private static ValueTask CountAsync(ActivityExecutionContext context)
    {
        var finished = context.UpdateProperty<int>(FinishedKey, count => count + 1);
        return finished >= context.GetProperty<int>(DispatchedKey)
            ? context.CompleteActivityWithOutcomesAsync("Completed", "Done")
            : ValueTask.CompletedTask;
    }
}

/// <summary>What the ends of the children are matched with.</summary>
public sealed record BulkStimulus(string ParentInstanceId);
