using System.Text.Json.Nodes;

namespace ApprovalFlows.Workflows.Execution;

/// <summary>What parent and child instances tell each other.</summary>
internal static class ChildWorkflows
{
    public const string ChildInstanceKey = "ChildInstanceId";
    public const string OutputKey = "ChildOutput";
    public const string SubStatusKey = "ChildSubStatus";
    private const string ParentKey = "ParentInstanceId";
    private const string StimulusNameKey = "ParentStimulusName";
    private const string StimulusHashKey = "ParentStimulusHash";
    private const string DepthKey = "CallDepth";

    /// <summary>Properties of a child whose end the parent waits for under this stimulus.</summary>
    public static Dictionary<string, object?> PropertiesFor(
        ActivityExecutionContext parent, string? stimulusName, string? stimulusHash)
    {
        var workflow = parent.WorkflowExecutionContext;
        var depth = (workflow.Properties.TryGetValue(DepthKey, out var value) && value is int own ? own : 0) + 1;
        if (depth > workflow.Options.MaxNestingDepth)
            throw new BurstLimitException(
                $"Instances start each other more than {workflow.Options.MaxNestingDepth} deep.");
        var properties = new Dictionary<string, object?>
        {
            [ParentKey] = workflow.Id,
            ["WaitForCompletion"] = stimulusName is not null,
            [DepthKey] = depth,
        };
        if (stimulusName is null)
            return properties;
        properties[StimulusNameKey] = stimulusName;
        properties[StimulusHashKey] = stimulusHash;
        return properties;
    }

    /// <summary>As <see cref="InputFor"/>; what was given learns of the parent too, as in Elsa.</summary>
    public static Dictionary<string, object?> TakeInput(
        ActivityExecutionContext parent, IDictionary<string, object>? input)
    {
        if (input is { IsReadOnly: false })
            input[ParentKey] = parent.WorkflowExecutionContext.Id;
        return InputFor(parent, input);
    }

    public static Dictionary<string, object?> InputFor(
        ActivityExecutionContext parent, IDictionary<string, object>? input)
    {
        var all = new Dictionary<string, object?>();
        foreach (var (name, value) in input ?? new Dictionary<string, object>())
            all[name] = value;
        all[ParentKey] = parent.WorkflowExecutionContext.Id;
        return all;
    }

    /// <summary>A child that ended, in whatever way, tells a parent that waits for it.</summary>
    public static void NotifyParent(WorkflowExecutionContext child)
    {
        if (child.Status != WorkflowStatus.Finished || LeavesParentWaiting(child)
            || !child.Properties.TryGetValue(StimulusHashKey, out var hash) || hash is not string text)
            return;
        child.AddOutbox(child.Id, OutboxWork.ResumeKind, new JsonObject
        {
            ["Name"] = child.Properties[StimulusNameKey] as string,
            ["Hash"] = text,
            ["InstanceId"] = child.Properties[ParentKey] as string,
            ["Input"] = OutboxWork.Encode([
                new(ChildInstanceKey, child.Id),
                new(SubStatusKey, child.SubStatus.ToString()),
                new(OutputKey, new Dictionary<string, object>(child.Output))]),
        });
    }

    // Elsa never tells a parent that its child was cancelled.
    private static bool LeavesParentWaiting(WorkflowExecutionContext child) =>
        child.SubStatus == WorkflowSubStatus.Cancelled && child.Reproduces(ElsaDefects.EndlessSuspension);

    public static string Dispatch(
        ActivityExecutionContext parent,
        string definitionId,
        string? correlationId,
        Dictionary<string, object?> input,
        Func<string, Dictionary<string, object?>> properties)
    {
        var childId = Identity.NewSecretId();
        parent.WorkflowExecutionContext.AddOutbox(parent.Id, OutboxWork.DispatchKind, new JsonObject
        {
            ["DefinitionId"] = definitionId,
            ["InstanceId"] = childId,
            ["CorrelationId"] = correlationId,
            ["Input"] = OutboxWork.Encode(input),
            ["Properties"] = OutboxWork.Encode(properties(childId)),
        });
        return childId;
    }
}
