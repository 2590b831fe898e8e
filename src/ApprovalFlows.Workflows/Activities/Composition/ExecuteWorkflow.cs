using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Runs another definition as its own instance, at once and in the same unit of work.</summary>
[Activity(
    "Elsa",
    "Composition",
    "Runs another definition.",
    DisplayName = "Execute Workflow",
    Kind = ActivityKind.Task)]
public sealed class ExecuteWorkflow : Activity<ExecuteWorkflowResult>
{
    public const string StimulusName = "Elsa.ExecuteWorkflow";

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

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var definitionId = context.Get(WorkflowDefinitionId) ?? "";
        await ChildDefinitions.RequireAsync(context, definitionId);
        var childId = Identity.NewSecretId();
        var wait = context.Get(WaitForCompletion);
        var hash = StimulusHash.Compute(StimulusName, new ChildStimulus(childId));
        var child = await context.GetRequiredService<WorkflowRuntime>().StartAsync(
            new StartRequest
            {
                DefinitionId = definitionId,
                InstanceId = childId,
                CorrelationId = context.Get(CorrelationId),
                ParentInstanceId = context.WorkflowExecutionContext.Id,
                Input = ChildWorkflows.TakeInput(context, context.Get(Input)),
                Properties = wait
                    ? ChildWorkflows.PropertiesFor(context, StimulusName, hash)
                    : ChildWorkflows.PropertiesFor(context, null, null),
            },
            context.CancellationToken);
        if (wait && child.Status == WorkflowStatus.Running)
        {
            context.CreateBookmark(new CreateBookmarkArgs
            {
                BookmarkName = StimulusName,
                Stimulus = new ChildStimulus(childId),
                Callback = OnChildFinishedAsync,
            });
            return;
        }

        context.Set(Result, new ExecuteWorkflowResult(
            null, childId, null, child.Status, child.SubStatus, new Dictionary<string, object?>(child.Output)));
        await context.CompleteActivityAsync();
    }

    // Elsa: ExecuteWorkflow.cs — after a wait the result is the output of the child alone.
    private async ValueTask OnChildFinishedAsync(ActivityExecutionContext context)
    {
        var output = context.WorkflowInput.TryGetValue(ChildWorkflows.OutputKey, out var value) ? value : null;
        if (Result?.MemoryBlockReference() is { Id.Length: > 0 } reference)
            context.Set(reference, output);
        context.WorkflowExecutionContext.RecordOutput(context, nameof(Result), output);
        await context.CompleteActivityAsync();
    }
}

/// <summary>What came of a child that ran at once.</summary>
public sealed record ExecuteWorkflowResult(
    string? WorkflowDefinitionVersionId,
    string WorkflowInstanceId,
    string? CorrelationId,
    WorkflowStatus Status,
    WorkflowSubStatus SubStatus,
    IDictionary<string, object?> Output);
