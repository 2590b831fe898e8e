using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions;
using ApprovalFlows.Workflows.Expressions.Models;
using ApprovalFlows.Workflows.Graph;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;
using ApprovalFlows.Workflows.Storage;

namespace ApprovalFlows.Workflows.Definitions;

/// <summary>Computes the triggers of a definition (Elsa: TriggerIndexer.cs).</summary>
public sealed class TriggerIndex(ExpressionEvaluators evaluators, IServiceProvider services)
{
    public async Task<IReadOnlyList<StoredTrigger>> ComputeAsync(
        WorkflowGraph graph, CancellationToken cancellation = default)
    {
        var triggers = new List<StoredTrigger>();
        foreach (var node in graph.Nodes)
            if (node.Activity is ITrigger trigger
                && trigger.GetFlag(ActivityFlags.CanStartWorkflow) == true)
                triggers.AddRange(await ComputeAsync(graph, node, trigger, cancellation));
        return triggers;
    }

    private async Task<IEnumerable<StoredTrigger>> ComputeAsync(
        WorkflowGraph graph, ActivityNode node, ITrigger trigger, CancellationToken cancellation)
    {
        var expressions = new ExpressionExecutionContext(
            services, new MemoryRegister(), null, cancellation);
        var inputs = await EvaluateAsync(node, expressions);
        expressions.TriggerInputs = inputs;
        var context = new TriggerIndexingContext(graph, trigger, expressions, inputs, cancellation);
        List<object?> payloads;
        try
        {
            payloads = [.. await trigger.GetTriggerPayloadsAsync(context)];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One trigger without payload remains, so that the definition is still known to start.
            payloads = [null];
        }

        if (payloads.Count == 0)
            payloads.Add(null);
        return payloads.Select(payload => new StoredTrigger
        {
            Id = Identity.NewSecretId(),
            DefinitionId = graph.Definition.DefinitionId,
            VersionId = graph.Definition.VersionId,
            ActivityId = node.Activity.Id,
            Name = context.TriggerName,
            Hash = StimulusHash.Compute(context.TriggerName, payload),
            Payload = BookmarkPayload.ToText(payload),
            DueAt = context.DueAt,
        });
    }

    // An input that cannot be evaluated without a run stays unset.
    private async Task<Dictionary<Input, object?>> EvaluateAsync(
        ActivityNode node, ExpressionExecutionContext context)
    {
        var values = new Dictionary<Input, object?>();
        foreach (var slot in node.Inputs)
        {
            if (slot.Input is null)
                continue;
            if (slot.IsConstant)
            {
                values[slot.Input] = slot.Constant;
                continue;
            }

            try
            {
                values[slot.Input] = await evaluators.EvaluateAsync(
                    slot.Input.Expression, slot.Type, context);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                continue;
            }
        }

        return values;
    }
}
