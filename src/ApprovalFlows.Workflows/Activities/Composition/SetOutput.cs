using ApprovalFlows.Workflows.Attributes;
using ApprovalFlows.Workflows.Models;

namespace ApprovalFlows.Workflows.Activities.Composition;

/// <summary>Gives an output of the workflow a value.</summary>
[Activity("Elsa", "Composition", "Gives an output of the workflow a value.")]
public sealed class SetOutput : CodeActivity
{
    [Input(DisplayName = "Output", UIHint = UIHints.InputUIHints.OutputPicker, Description = "The output.")]
    public Input<string> OutputName { get; set; } = null!;

    [Input(Description = "The value.")]
    public Input<object> OutputValue { get; set; } = null!;

    // Elsa: SetOutput.cs — a workflow used as an activity takes the output; else the instance does.
    protected override void Execute(ActivityExecutionContext context)
    {
        var name = context.Get(OutputName) ?? "";
        var value = context.Get(OutputValue);
        foreach (var ancestor in context.GetAncestors().Skip(1))
            if (ancestor.ActivityDescriptor.Outputs.Any(output => output.Name == name))
            {
                if (ancestor.OwnVariableBlock(name) is { } block)
                    block.Value = value;
                return;
            }

        context.WorkflowExecutionContext.Output[name] = value!;
    }
}
