using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Memory;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Primitives;

/// <summary>Gives a variable a value.</summary>
[Activity("Elsa", "Primitives", "Gives a variable a value.")]
public sealed class SetVariable : CodeActivity
{
    [Input(Description = "The variable.")]
    public Variable Variable { get; set; } = null!;

    [Input(Description = "The value.")]
    public Input<object?> Value { get; set; } = null!;

    // Elsa: SetVariable.cs — found by id among the variables in scope, converted to its type.
    protected override void Execute(ActivityExecutionContext context)
    {
        if (Variable is null || !context.TryFindBlock(Variable.Id, out var block))
            throw new InvalidOperationException($"The variable '{Variable?.Name}' was not found.");
        block.Value = context.ConvertTo(context.Get(Value), block.Variable?.VariableType ?? typeof(object));
    }
}
