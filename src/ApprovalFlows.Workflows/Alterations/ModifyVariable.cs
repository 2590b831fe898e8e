using System.Text.Json.Nodes;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>
/// Sets a variable, found by its id or its name, of the workflow or of an open container. Where
/// several executions have one of that name, <see cref="ActivityInstanceId"/> says which.
/// </summary>
public sealed record ModifyVariable(
    string VariableId, JsonNode? Value, string? ActivityInstanceId = null) : Alteration
{
    internal override void Check(AlterationTarget target)
    {
        var blocks = Find(target);
        if (blocks.Count == 0)
            target.Refuse(AlterationProblem.VariableUnknown, VariableId);
        else if (blocks.Count > 1)
            target.Refuse(AlterationProblem.VariableAmbiguous, VariableId);
        else
            Check(target, blocks[0].Variable!);
    }

    internal override ValueTask<AlterationChange> ApplyAsync(AlterationTarget target)
    {
        var block = Find(target)[0];
        var old = block.Value;
        PlainJson.ToObject(Value).TryConvertTo(block.Variable!.VariableType, out var value);
        block.Value = value;
        return new(new AlterationChange(this) { Variable = block.Variable.Name, OldValue = old, NewValue = value });
    }

    // What would be gone after the commit is refused: a null gives way to the default.
    private void Check(AlterationTarget target, Variable variable)
    {
        if (variable.StorageDriverType != typeof(WorkflowInstanceStorageDriver))
            target.Refuse(AlterationProblem.VariableNotStored, variable.Name);
        else if (Value is null && variable.ParsedDefault() is not null)
            target.Refuse(AlterationProblem.VariableHasDefault, variable.Name);
        else if (!PlainJson.ToObject(Value).TryConvertTo(variable.VariableType, out _))
            target.Refuse(
                AlterationProblem.VariableNotConvertible,
                variable.Name,
                Definitions.TypeAliases.NameOf(variable.VariableType));
    }

    private List<MemoryBlock> Find(AlterationTarget target)
    {
        var blocks = target.Workflow.ActivityExecutionContexts
            .Where(context => !context.IsCompleted
                && (ActivityInstanceId is null || context.Id == ActivityInstanceId))
            .SelectMany(context => context.MemoryOrNull?.Blocks ?? [])
            .Select(pair => pair.Value)
            .Where(block => block.Variable is not null)
            .ToList();
        var byId = blocks.FindAll(block => block.Variable!.Id == VariableId);
        return byId.Count > 0 ? byId : blocks.FindAll(block => block.Variable!.Name == VariableId);
    }
}
