using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Asks the host to have a task done and waits for its result.</summary>
[Activity("Elsa", "Primitives", "Asks for a task and waits for its result.")]
public sealed class RunTask : Activity<object?>
{
    public const string StimulusName = "Elsa.RunTask";
    public const string InputKey = "RunTaskInput";

    [Input(Description = "The name of the task.")]
    public Input<string> TaskName { get; set; } = null!;

    [Input(Description = "What the task needs to know.")]
    public Input<IDictionary<string, object>?> Payload { get; set; } = null!;

    [Output(IsSerializable = true)]
    public Output<string>? TaskId { get; set; }

    protected override void Execute(ActivityExecutionContext context)
    {
        var taskId = Identity.NewSecretId();
        var taskName = context.Get(TaskName)
            ?? throw new InvalidOperationException($"{nameof(TaskName)} is required.");
        context.Set(TaskId, taskId);
        context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = StimulusName,
            Stimulus = new RunTaskStimulus(taskId) { TaskName = taskName },
            Callback = OnTaskCompletedAsync,
        });
        context.WorkflowExecutionContext.AddOutbox(context.Id, OutboxWork.TaskKind, new JsonObject
        {
            [nameof(TaskId)] = taskId,
            [nameof(TaskName)] = taskName,
            [nameof(Payload)] = ValueCodec.Encode(context.Get(Payload)),
        });
    }

    private async ValueTask OnTaskCompletedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.WorkflowInput.TryGetValue(InputKey, out var result)
            ? result
            : throw new KeyNotFoundException($"The given key '{InputKey}' was not present in the dictionary."));
        await context.CompleteActivityAsync();
    }
}

/// <summary>What the result of a task is matched with.</summary>
public sealed record RunTaskStimulus(string TaskId)
{
    [ExcludeFromHash]
    public string? TaskName { get; init; }
}
