using ApprovalFlows.Workflows.Graph;

namespace ApprovalFlows.Workflows.Expressions;

/// <summary>Outputs of earlier activities as expressions see them (Elsa: ActivityOutputRegister.cs).</summary>
internal static class ActivityOutputs
{
    /// <summary>
    /// The first record of this burst whose container is an ancestor of the caller; in a loop that
    /// is the first round of the same container.
    /// </summary>
    public static object? Get(ActivityExecutionContext caller, string idOrName, string? outputName)
    {
        var node = Siblings(caller).FirstOrDefault(
            item => item.Activity.Id == idOrName || item.Activity.Name == idOrName)
            ?? throw new InvalidOperationException($"Activity not found: {idOrName}.");
        var name = outputName ?? "Result";
        foreach (var record in caller.WorkflowExecutionContext.Outputs)
            if (record.Context.ActivityNode == node && record.Name == name
                && IsContainedWith(caller, record.Context))
                return record.Value;
        return null;
    }

    public static IEnumerable<ActivityNode> Siblings(ActivityExecutionContext caller) =>
        (caller.FindParentWithVariableContainer() ?? caller).ActivityNode.Children;

    private static bool IsContainedWith(
        ActivityExecutionContext caller, ActivityExecutionContext source) =>
        source.FindParentWithVariableContainer() is { } container
        && caller.IsDescendantOfOrSelf(container);
}
