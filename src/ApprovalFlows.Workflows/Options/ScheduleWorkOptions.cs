using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Options;

/// <summary>How a child activity is scheduled.</summary>
public sealed class ScheduleWorkOptions
{
    public ScheduleWorkOptions(
        ActivityCompletionCallback? completionCallback = null,
        object? tag = null,
        ICollection<Variable>? variables = null,
        ActivityExecutionContext? existingActivityExecutionContext = null,
        bool preventDuplicateScheduling = false,
        IDictionary<string, object>? input = null)
    {
        CompletionCallback = completionCallback;
        Tag = tag;
        Variables = variables;
        ExistingActivityExecutionContext = existingActivityExecutionContext;
        PreventDuplicateScheduling = preventDuplicateScheduling;
        Input = input;
    }

    public ActivityCompletionCallback? CompletionCallback { get; set; }
    public object? Tag { get; set; }
    public ICollection<Variable>? Variables { get; set; }
    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }
    public bool PreventDuplicateScheduling { get; set; }
    public IDictionary<string, object>? Input { get; set; }
    public string? SchedulingActivityExecutionId { get; set; }
    public string? SchedulingWorkflowInstanceId { get; set; }
}
