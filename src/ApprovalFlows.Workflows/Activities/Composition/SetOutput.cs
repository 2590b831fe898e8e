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
        var name = context.Get(OutputName)
            ?? throw new InvalidOperationException($"{nameof(OutputName)} is required.");
        var value = context.Get(OutputValue);
        var owner = context.GetAncestors().Skip(1).FirstOrDefault(ancestor =>
            ancestor.ActivityDescriptor.Outputs.Any(output => output.Name == name));
        if (owner is not null)
            SetOutputOf(owner, context, name, value);
        if (owner?.ParentActivityExecutionContext is null)
            context.WorkflowExecutionContext.Output[name] = value!;
    }

    // The parent sees it at once, and so do the expressions inside.
    private static void SetOutputOf(
        ActivityExecutionContext owner, ActivityExecutionContext context, string name, object? value)
    {
        var output = owner.ActivityDescriptor.Outputs.First(item => item.Name == name)
            .Get(owner.Activity) as Output;
        owner.SetOutput(output, value, name);
        if (owner.ParentActivityExecutionContext is not { } parent)
            return;
        if (context.FindVariableBlock(name) is { } block)
            block.Value = value;
        if (output?.MemoryBlockReference() is { Id.Length: > 0 } reference)
            parent.Set(reference, value);
    }
}
