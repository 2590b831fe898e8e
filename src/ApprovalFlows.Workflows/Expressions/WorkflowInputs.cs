using ApprovalFlows.Workflows.Activities.Composition;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>Workflow inputs as expressions see them.</summary>
internal static class WorkflowInputs
{
    /// <summary>Inside a workflow used as an activity its own inputs; else those of the run.</summary>
    public static object? Get(ActivityExecutionContext? context, string name)
    {
        if (context is null)
            return null;
        var nested = context.Activity is WorkflowDefinitionActivity
            ? context
            : context.FindParent(ancestor => ancestor.Activity is WorkflowDefinitionActivity);
        if (nested?.ActivityDescriptor.Inputs.Any(input => input.Name == name) == true)
            return nested.OwnVariableBlock(name)?.Value;
        return context.WorkflowInput.TryGetValue(name, out var value) ? value : null;
    }
}
