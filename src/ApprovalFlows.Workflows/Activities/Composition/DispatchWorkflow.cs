using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Starts another definition after the commit, and waits for it when asked to.</summary>
[Activity("Elsa", "Composition", "Starts another definition in the background.", DisplayName = "Dispatch Workflow")]
public sealed class DispatchWorkflow : Activity<object?>
{
    public const string StimulusName = "Elsa.DispatchWorkflow";

    [Input(
        DisplayName = "Workflow Definition",
        UIHint = UIHints.InputUIHints.WorkflowDefinitionPicker,
        Description = "The definition.")]
    public Input<string> WorkflowDefinitionId { get; set; } = null!;

    [Input(DisplayName = "Correlation ID", Description = "The correlation id of the new instance.")]
    public Input<string?> CorrelationId { get; set; } = null!;

    [Input(Description = "The input of the new instance.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = null!;

    [Input(Description = "Whether to wait until it has finished.")]
    public Input<bool> WaitForCompletion { get; set; } = null!;

    [Input(Category = "Open Telemetry", Description = "Starts a new trace for the new instance.")]
    public Input<bool> StartNewTrace { get; set; } = null!;

    [Input(DisplayName = "Channel", UIHint = "dropdown", Description = "Must be empty: there is one queue.")]
    public Input<string?> ChannelName { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var definitionId = context.Get(WorkflowDefinitionId) ?? "";
        await ChildDefinitions.RequireAsync(context, definitionId);
        if (!string.IsNullOrEmpty(context.Get(ChannelName)))
            throw new InvalidOperationException($"There is no channel '{context.Get(ChannelName)}'.");
        var wait = context.Get(WaitForCompletion);
        var childId = ChildWorkflows.Dispatch(
            context,
            definitionId,
            context.Get(CorrelationId),
            ChildWorkflows.TakeInput(context, context.Get(Input)),
            id => wait
                ? ChildWorkflows.PropertiesFor(context, StimulusName, HashFor(id))
                : ChildWorkflows.PropertiesFor(context, null, null));
        if (wait)
            context.CreateBookmark(new CreateBookmarkArgs
            {
                BookmarkName = StimulusName,
                Stimulus = new ChildStimulus(childId),
                Callback = OnChildFinishedAsync,
            });
        else
            await context.CompleteActivityAsync();
    }

    private static string HashFor(string childId) =>
        StimulusHash.Compute(StimulusName, new ChildStimulus(childId));

    private async ValueTask OnChildFinishedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.WorkflowInput.TryGetValue(ChildWorkflows.OutputKey, out var output)
            ? output
            : null);
        await context.CompleteActivityAsync();
    }
}

/// <summary>What the end of a child is matched with.</summary>
public sealed record ChildStimulus(string ChildInstanceId);

internal static class ChildDefinitions
{
    public static async ValueTask RequireAsync(ActivityExecutionContext context, string definitionId)
    {
        var store = context.GetRequiredService<IWorkflowStore>();
        if (await store.FindDefinitionAsync(
            definitionId, VersionOptions.Published, context.CancellationToken) is null)
            throw new DefinitionNotFoundException(
                $"No published version of workflow definition with ID {definitionId} found.");
    }
}
