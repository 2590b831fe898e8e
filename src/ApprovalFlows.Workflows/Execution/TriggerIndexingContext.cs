using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows;

/// <summary>What a trigger sees while its payloads are computed at publication.</summary>
public sealed class TriggerIndexingContext(
    WorkflowGraph graph,
    ITrigger trigger,
    ExpressionExecutionContext expressionExecutionContext,
    IReadOnlyDictionary<Input, object?> values,
    CancellationToken cancellationToken)
{
    public WorkflowGraph WorkflowGraph { get; } = graph;
    public ExpressionExecutionContext ExpressionExecutionContext { get; } = expressionExecutionContext;
    public ITrigger Trigger { get; } = trigger;
    public CancellationToken CancellationToken { get; } = cancellationToken;
    public string TriggerName { get; set; } = trigger.Type;

    /// <summary>First instant at which the clock starts an instance; null when only a stimulus does.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public T? Get<T>(Input<T>? input) =>
        input is null ? default
        : values.TryGetValue(input, out var value)
            ? Expressions.Helpers.ObjectConversion.ConvertTo<T>(value)
            : throw new InvalidOperationException("The input has no value at publication.");
}
