using ApprovalFlows.Workflows.Activities.Composition;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>Workflow inputs as expressions see them.</summary>
internal static class WorkflowInputs
{
    /// <summary>
    /// Inside a workflow used as an activity any variable of that name, as its inputs are variables too;
    /// else what the run was given.
    /// </summary>
    public static object? Get(ActivityExecutionContext? context, string name)
    {
        if (context is null)
            return null;
        if (IsNested(context) && context.FindVariableBlock(name) is { } block)
            return block.Value;
        return context.WorkflowInput.TryGetValue(name, out var value) ? value : null;
    }

    private static bool IsNested(ActivityExecutionContext context) =>
        context.FindParent(ancestor => ancestor.Activity is Workflow) is
        { ParentActivityExecutionContext: not null };
}
