using ApprovalFlows.Workflows.Definitions;
using ApprovalFlows.Workflows.Execution;
using ApprovalFlows.Workflows.Expressions.Helpers;
using ApprovalFlows.Workflows.Memory;

namespace ApprovalFlows.Workflows.Alterations;

/// <summary>Takes the variables of a container over into another version: by id, then by name.</summary>
internal static class VariableMove
{
    public static void Move(ContextState context, IActivity old, IActivity target, Migration migration)
    {
        foreach (var state in context.Variables?.ToArray() ?? [])
        {
            if (state.DynamicName is not null)
                continue;
            var name = VariablesOf(old).FirstOrDefault(variable => variable.Id == state.Id)?.Name;
            var variable = VariablesOf(target).FirstOrDefault(candidate => candidate.Id == state.Id)
                ?? VariablesOf(target).FirstOrDefault(candidate => candidate.Name == name);
            if (variable?.StorageDriverType == typeof(WorkflowInstanceStorageDriver))
                Move(state, variable, migration);
            else
                Drop(context, state, name, migration);
        }
    }

    private static void Move(VariableState state, Variable variable, Migration migration)
    {
        if (ValueCodec.Decode(state.Value).TryConvertTo(variable.VariableType, out var value))
        {
            state.Id = variable.Id;
            state.Value = ValueCodec.Encode(value);
        }
        else
        {
            migration.Problems.Add(new AlterationProblem(
                AlterationProblem.VariableNotConvertible,
                [variable.Name, TypeAliases.NameOf(variable.VariableType)]));
        }
    }

    private static void Drop(ContextState context, VariableState state, string? name, Migration migration)
    {
        context.Variables!.Remove(state);
        migration.Notes.Add(new AlterationProblem(AlterationProblem.VariableDropped, [name ?? state.Id]));
    }

    private static IEnumerable<Variable> VariablesOf(IActivity activity) =>
        activity is IVariableContainer container ? container.Variables : [];
}
